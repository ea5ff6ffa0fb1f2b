package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.internal.batch.BatchExecutor;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.lane.Lanes;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the records of a poll into a batch of lanes and starts it. Confined to the consumer thread. */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final String name;
    private final Partitions partitions;
    private final PositionWatch positions;
    private final CommittedMaps maps;
    private final BatchAssembly assembly;
    private final BatchExecutor executor;

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
        this.partitions = partitions;
        this.positions = positions;
        this.maps = maps;
        assembly = BatchAssembly.of(ordering, lanes);
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
        assembly.begin(records.count());
        for (var partition : records.partitions()) {
            var state = partitions.get(partition);
            if (state == null) {
                LOG.warn("{} Ignored polled records of {}, which is not assigned", name, partition);
                continue;
            }
            addAll(state, records.records(partition));
        }
        var firsts = assembly.end();
        if (!firsts.isEmpty()) {
            executor.start(firsts);
        }
    }

    private void addAll(PartitionState assigned, List<ConsumerRecord<byte[], byte[]>> records) {
        var state = assigned;
        positions.arrived(state, records.get(0).offset());
        assembly.begin(state);
        for (int from = 0, to; from < records.size(); from = to) {
            long offset = records.get(from).offset();
            if (!state.continuesWith(offset)) {
                positions.wentBack(state, offset);
                partitions.acceptBytes(assembly.endPartition());
                state = partitions.restart(state);
                assembly.begin(state);
            }
            if (state.acceptFinished(offset)) {
                to = from + 1;
            } else {
                to = endOfStretch(state, records, from);
                assembly.add(records, from, to, partitions.accept(state, offset, to - from));
            }
        }
        partitions.acceptBytes(assembly.endPartition());
    }

    /** Up to where no offset is missing and each record has to run. */
    private static int endOfStretch(PartitionState state, List<ConsumerRecord<byte[], byte[]>> records, int from) {
        long next = records.get(from).offset() + 1;
        int to = from + 1;
        while (to < records.size() && records.get(to).offset() == next && !state.isFinishedEarlier(next)) {
            to++;
            next++;
        }
        return to;
    }
}
