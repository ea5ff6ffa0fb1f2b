package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.internal.batch.BatchExecutor;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.lane.Lane;
import io.github.parallelconsumer.internal.lane.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the records of a poll into a batch of lanes and starts it. Confined to the consumer thread. */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final String name;
    /** True when the record is the first of its lane in this batch. */
    private final Predicate<InFlightRecord> joinsAsFirst;

    private final Partitions partitions;
    private final PositionWatch positions;
    private final CommittedMaps maps;
    private final Lanes<InFlightRecord> lanes;
    private final BatchExecutor executor;
    private long batches;
    /** The lane of the partition whose records are taken in, once it is known: they come in a row. */
    private @Nullable Lane<InFlightRecord> partitionLane;

    /**
     * A dispatcher.
     *
     * @param name what log lines call the consumer
     */
    public Dispatcher(
            String name,
            Ordering ordering,
            Partitions partitions,
            PositionWatch positions,
            CommittedMaps maps,
            Lanes<InFlightRecord> lanes,
            BatchExecutor executor) {
        this.name = name;
        joinsAsFirst = joinerFor(ordering);
        this.partitions = partitions;
        this.positions = positions;
        this.maps = maps;
        this.lanes = lanes;
        this.executor = executor;
    }

    void dispatch(ConsumerRecords<byte[], byte[]> records) {
        if (records.nextOffsets().isEmpty()) {
            return;
        }
        maps.readNew();
        if (!records.isEmpty()) {
            start(records);
        }
        records.nextOffsets().forEach((partition, position) -> {
            var state = partitions.get(partition);
            if (state != null) {
                state.polledUpTo(position);
                partitions.touched(true);
            }
        });
    }

    private void start(ConsumerRecords<byte[], byte[]> records) {
        batches++;
        var firsts = new ArrayList<InFlightRecord>(records.count());
        for (var partition : records.partitions()) {
            var state = partitions.get(partition);
            if (state == null) {
                LOG.warn("{} Ignored polled records of {}, which is not assigned", name, partition);
                continue;
            }
            addAll(state, records.records(partition), firsts);
        }
        if (!firsts.isEmpty()) {
            executor.start(firsts);
        }
    }

    private void addAll(
            PartitionState assigned, List<ConsumerRecord<byte[], byte[]>> records, List<InFlightRecord> firsts) {
        var state = assigned;
        partitionLane = null;
        positions.arrived(state, records.get(0).offset());
        for (var raw : records) {
            if (!state.continuesWith(raw.offset())) {
                positions.wentBack(state, raw.offset());
                state = partitions.restart(state);
                partitionLane = null;
            }
            if (state.acceptFinished(raw.offset())) {
                continue;
            }
            int bytes = materialiseHeaders(raw)
                    + length(raw.serializedKeySize(), raw.key())
                    + length(raw.serializedValueSize(), raw.value());
            var record = partitions.accept(state, raw);
            record.bytes(bytes);
            if (joinsAsFirst.test(record)) {
                firsts.add(record);
            }
            state.held().dispatched(record);
        }
    }

    /** Chosen once rather than for each record: how a record is put into its lane's part of this batch. */
    private Predicate<InFlightRecord> joinerFor(Ordering ordering) {
        return switch (ordering) {
            case Ordering.Unordered unordered -> record -> true;
            case Ordering.ByPartition byPartition -> this::joinPartition;
            case Ordering.ByKey byKey -> this::joinKey;
        };
    }

    private boolean joinPartition(InFlightRecord record) {
        var lane = partitionLane;
        if (lane == null) {
            lane = lanes.lane(record.token().partition(), null);
            partitionLane = lane;
        }
        return join(record, lane);
    }

    private boolean joinKey(InFlightRecord record) {
        var key = record.raw().key();
        return key == null || join(record, lanes.lane(record.token().partition(), key));
    }

    private boolean join(InFlightRecord record, Lane<InFlightRecord> lane) {
        var token = record.token();
        var previous = lane.part(batches);
        lane.part(batches, record);
        var ticket = previous == null ? null : previous.ticket();
        if (previous != null && ticket != null && previous.token() == token) {
            record.join(lane, ticket);
            previous.nextInLane(record);
            return false;
        }
        record.join(lane, lane.append(token));
        return true;
    }

    /**
     * An unread header keeps the buffer of its whole fetch alive, and decoding it is not thread-safe in old clients.
     *
     * @return how many bytes they take
     */
    private static int materialiseHeaders(ConsumerRecord<byte[], byte[]> raw) {
        int bytes = 0;
        for (var header : raw.headers().toArray()) { // an iterator would cost objects even without headers
            var value = header.value();
            bytes += header.key().length() + (value == null ? 0 : value.length);
        }
        return bytes;
    }

    /** Reads the array only when the record does not say its size: it is far from the record in memory. */
    private static int length(int said, byte @Nullable [] part) {
        return said >= 0 ? said : part == null ? 0 : part.length;
    }
}
