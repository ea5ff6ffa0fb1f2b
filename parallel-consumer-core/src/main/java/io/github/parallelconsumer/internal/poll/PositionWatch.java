package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.spi.RecordSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of positions that moved by themselves, since records come again or are skipped then. Confined to the consumer
 * thread.
 *
 * <p>Gaps are ordinary: marks at the ends of transactions, aborted records and compaction leave them everywhere. A gap is
 * told of only if the log by now begins above the offset that was to come next, for then that offset was out of range, and
 * {@code auto.offset.reset} has chosen another one.
 */
public final class PositionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PositionWatch.class);

    private final String name;
    private final RecordSource source;

    /** A watch of what the source delivers. */
    public PositionWatch(String name, RecordSource source) {
        this.name = name;
        this.source = source;
    }

    /** Looks at the first offset of a partition in a poll. */
    void arrived(PartitionState state, long first) {
        long expected = state.expected();
        if (expected >= 0 && first > expected) {
            source.logStart(state.partition()).ifPresent(start -> {
                if (start > expected) {
                    jumped(state, expected, first, start);
                }
            });
        }
    }

    private void jumped(PartitionState state, long expected, long first, long start) {
        LOG.warn(
                "{} Position of {} jumped from {} to {}, since its log has been deleted up to {}: the {} offset(s) between"
                        + " are skipped",
                name,
                state.partition(),
                expected,
                first,
                start,
                first - expected);
    }

    /** A record came that is not above what was delivered before. */
    void wentBack(PartitionState state, long offset) {
        LOG.warn(
                "{} Position of {} went back to {}: records from there on are handled again",
                name,
                state.partition(),
                offset);
    }
}
