package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import io.github.parallelconsumer.internal.offset.UnreadableOffsetMapException;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Judges what commits say. Confined to the consumer thread. */
final class Claims {

    private final OffsetMapCodec codec = new OffsetMapCodec((source, start, most) -> {
        throw new IllegalStateException("nothing is written compressed");
    });
    private final Broker broker;
    private final Ledger ledger;

    Claims(Broker broker, Ledger ledger) {
        this.broker = broker;
        this.ledger = ledger;
    }

    /**
     * Checks a commit against what is finished.
     *
     * @param newest whether it has to say all that is finished by now
     */
    void check(Map<TopicPartition, OffsetAndMetadata> offsets, boolean newest) {
        offsets.forEach((partition, offset) -> {
            var assignment = ledger.current.get(partition);
            if (assignment == null || assignment.lost) {
                ledger.violated(partition + " is committed, which is not assigned");
            } else {
                check(assignment, offset, newest);
            }
        });
    }

    private void check(Assignment assignment, OffsetAndMetadata offset, boolean newest) {
        var runs = decode(offset);
        var said = assignment.partition + " is committed at " + offset.offset();
        if (offset.offset() < assignment.begin && assignment.begin <= broker.end(assignment.partition)) {
            ledger.violated(said + ", below where it began");
        }
        if (newest && offset.offset() != assignment.watermark()) {
            ledger.violated(said + ", while the watermark is " + assignment.watermark());
        }
        for (var record : broker.records(assignment.partition)) {
            boolean claimed = record.offset < offset.offset() || runs.isFinished(record.offset);
            if (claimed && !(record.finished && assignment.isFinished(record.offset))) {
                ledger.violated(said + " with " + record + " finished, which is not");
            } else if (newest && ledger.setup.maps() && !claimed && assignment.isFinished(record.offset)) {
                ledger.violated(said + " without " + record + ", which is finished");
            }
        }
    }

    /** What is to be noted when the consumer hears that the commit is stored: of the assignments that there are now. */
    Runnable acknowledgement(Map<TopicPartition, OffsetAndMetadata> offsets) {
        var assignments = offsets.keySet().stream()
                .map(ledger.current::get)
                .filter(Objects::nonNull)
                .toList();
        return () -> assignments.forEach(assignment ->
                assignment.acknowledged = offsets.get(assignment.partition).offset());
    }

    /** The consumer has read what was finished before. */
    void mapsRead(Map<TopicPartition, OffsetAndMetadata> committed) {
        committed.forEach((partition, offset) -> ledger.current.get(partition).finishedEarlier(decode(offset)));
    }

    private static OffsetRuns decode(OffsetMapCodec codec, OffsetAndMetadata offset) {
        try {
            return codec.decode(offset.offset(), offset.metadata());
        } catch (UnreadableOffsetMapException e) {
            throw new Violation("a map cannot be read", e);
        }
    }

    private OffsetRuns decode(OffsetAndMetadata offset) {
        return decode(codec, offset);
    }
}
