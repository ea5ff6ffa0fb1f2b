package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.internal.exec.InFlightList;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.PolledRecords;
import io.github.parallelconsumer.internal.lane.Lane;
import io.github.parallelconsumer.internal.lane.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of one poll into their lanes, partition after partition, as the ordering has it. Confined to the consumer
 * thread.
 */
abstract class BatchAssembly {

    private final Lanes<InFlightRecord> lanes;
    private long batches;
    private List<InFlightRecord> firsts = List.of();
    private @Nullable PartitionState state;
    /** What of the partition is in this batch. */
    private InFlightList added = new InFlightList();
    /** The bytes of that. */
    private long bytes;

    private BatchAssembly(Lanes<InFlightRecord> lanes) {
        this.lanes = lanes;
    }

    static BatchAssembly of(Ordering ordering, Lanes<InFlightRecord> lanes) {
        return switch (ordering) {
            case Ordering.Unordered unordered -> new Unordered(lanes);
            case Ordering.ByKey byKey -> new ByKey(lanes);
            case Ordering.ByPartition byPartition -> new ByPartition(lanes);
        };
    }

    /** Begins a batch of so many records. */
    final void begin(int records) {
        batches++;
        firsts = new ArrayList<>(records);
    }

    /** The first record of each lane of the batch, in the order in which they came. */
    final List<InFlightRecord> end() {
        var assembled = firsts;
        firsts = List.of();
        return assembled;
    }

    /** The records that are added now are of this assignment. */
    void begin(PartitionState assigned) {
        state = assigned;
        added = new InFlightList();
        bytes = 0;
    }

    /**
     * Adds records between whose offsets none is missing.
     *
     * @param polled all that were polled of the partition, the same list each time
     * @param from the first of them to be added
     * @param to the one after the last to be added
     * @param sequence the number of the first in the partition's offset tracker
     */
    abstract void add(List<ConsumerRecord<byte[], byte[]>> polled, int from, int to, long sequence);

    /** All of the assignment were added; returns how many bytes they have. */
    long endPartition() {
        state().dispatch(added, bytes);
        state = null;
        added = new InFlightList(); // a list keeps its first and its last record, however long ago they have ended
        return bytes;
    }

    /** The record is in its lane. */
    final void dispatched(InFlightRecord record) {
        added.add(record);
        bytes += record.bytes();
        state().held().dispatched(record);
    }

    final PartitionState state() {
        return Objects.requireNonNull(state, "no assignment was begun");
    }

    final InFlightRecord single(ConsumerRecord<byte[], byte[]> raw, long sequence) {
        var record = new InFlightRecord(raw, state().token(), sequence);
        record.measure();
        return record;
    }

    final void addFirst(InFlightRecord record) {
        firsts.add(record);
    }

    final Lane<InFlightRecord> lane(byte @Nullable [] key) {
        return lanes.lane(state().partition(), key);
    }

    /** Puts a record at the end of its lane's part of this batch. */
    final void join(InFlightRecord record, Lane<InFlightRecord> lane) {
        var token = record.token();
        var previous = lane.part(batches);
        lane.part(batches, record);
        var ticket = previous == null ? null : previous.ticket();
        if (previous != null && ticket != null && previous.token() == token) {
            record.join(lane, ticket);
            previous.nextInLane(record);
        } else {
            record.join(lane, lane.append(token));
            firsts.add(record);
        }
    }

    private static final class Unordered extends BatchAssembly {

        Unordered(Lanes<InFlightRecord> lanes) {
            super(lanes);
        }

        @Override
        void add(List<ConsumerRecord<byte[], byte[]>> polled, int from, int to, long sequence) {
            for (int i = from; i < to; i++) {
                var record = single(polled.get(i), sequence + i - from);
                addFirst(record);
                dispatched(record);
            }
        }
    }

    private static final class ByKey extends BatchAssembly {

        ByKey(Lanes<InFlightRecord> lanes) {
            super(lanes);
        }

        @Override
        void add(List<ConsumerRecord<byte[], byte[]>> polled, int from, int to, long sequence) {
            for (int i = from; i < to; i++) {
                var raw = polled.get(i);
                var record = single(raw, sequence + i - from);
                var key = raw.key();
                if (key == null) {
                    addFirst(record);
                } else {
                    join(record, lane(key));
                }
                dispatched(record);
            }
        }
    }

    /** Records of a partition that follow one another are one run, which costs the consumer thread little for each. */
    private static final class ByPartition extends BatchAssembly {

        private @Nullable PolledRecords measured;
        private @Nullable InFlightRecord run;

        ByPartition(Lanes<InFlightRecord> lanes) {
            super(lanes);
        }

        @Override
        void begin(PartitionState assigned) {
            super.begin(assigned);
            measured = null;
        }

        @Override
        void add(List<ConsumerRecord<byte[], byte[]>> polled, int from, int to, long sequence) {
            var all = measured;
            if (all == null) {
                all = new PolledRecords(polled);
                measured = all;
            }
            all.measure(from, to);
            var open = run;
            if (open != null && open.sequence() + open.size() == sequence) {
                open.grow(to - from);
            } else {
                endRun();
                run = new InFlightRecord(all, from, to, state().token(), sequence);
            }
        }

        @Override
        long endPartition() {
            endRun();
            if (measured != null) {
                measured.forgetTheRest();
                measured = null;
            }
            return super.endPartition();
        }

        private void endRun() {
            var open = run;
            run = null;
            if (open != null) {
                join(open, lane(null));
                dispatched(open);
            }
        }
    }
}
