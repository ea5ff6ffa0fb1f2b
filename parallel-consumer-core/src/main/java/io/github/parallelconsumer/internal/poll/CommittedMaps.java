package io.github.parallelconsumer.internal.poll;

import static java.util.stream.Collectors.toSet;

import io.github.parallelconsumer.config.OffsetMap;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import io.github.parallelconsumer.internal.offset.UnreadableOffsetMapException;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which records were finished before their partition was assigned. Confined to the consumer thread.
 *
 * <p>It asks when the first records of an assignment have come, not in the callback of the rebalance: so the rebalance is
 * not held up, and the group's coordinator has just answered the client's own question for the offsets. Nobody else can
 * commit in between. Without an answer, and without a map that can be read, records finished earlier are handled again;
 * nothing is skipped.
 */
public final class CommittedMaps {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedMaps.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final boolean enabled;
    private final Partitions partitions;
    private final RecordSource source;
    private final OffsetMapCodec codec;

    /** A reader of the maps of new assignments. */
    public CommittedMaps(
            String name, OffsetMap setting, Partitions partitions, RecordSource source, OffsetMapCodec codec) {
        this.name = name;
        enabled = setting instanceof OffsetMap.Limited;
        this.partitions = partitions;
        this.source = source;
        this.codec = codec;
    }

    /** Reads what is not known yet; called before anything of a poll is taken in. */
    void readNew() {
        var states = partitions.takeEarlierUnknown();
        if (!states.isEmpty()) {
            var committed = enabled ? committed(states) : Map.<TopicPartition, OffsetAndMetadata>of();
            states.forEach(state -> takeIn(state, committed.get(state.partition())));
        }
    }

    private void takeIn(PartitionState state, @Nullable OffsetAndMetadata committed) {
        state.finishedEarlier(read(state.partition(), committed));
        if (committed != null) {
            state.beginsAt(committed.offset());
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(List<PartitionState> states) {
        var wanted = states.stream().map(PartitionState::partition).collect(toSet());
        try {
            return source.committed(wanted, TIMEOUT);
        } catch (KafkaException e) {
            LOG.warn(
                    "{} Could not read the offset maps of {}: what they know as finished comes again", name, wanted, e);
            return Map.of();
        }
    }

    private OffsetRuns read(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
        if (committed == null) {
            return OffsetRuns.NONE;
        }
        try {
            var runs = codec.decode(committed.offset(), committed.metadata());
            if (runs.length() > 0) {
                LOG.debug(
                        "{} An earlier commit of {} at {} knows of finished records up to {}",
                        name,
                        partition,
                        committed.offset(),
                        runs.highest());
            }
            return runs;
        } catch (UnreadableOffsetMapException e) {
            LOG.warn(
                    "{} Ignored the metadata committed for {} at {}, which is not an offset map: {}",
                    name,
                    partition,
                    committed.offset(),
                    e.getMessage());
            return OffsetRuns.NONE;
        }
    }
}
