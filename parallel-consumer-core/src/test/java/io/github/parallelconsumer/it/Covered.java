package io.github.parallelconsumer.it;

import io.github.parallelconsumer.internal.kafka.Zstd;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.OffsetRuns;
import io.github.parallelconsumer.internal.offset.UnreadableOffsetMapException;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** The records that a commit says are finished: those below its offset, and those in its map. Immutable. */
record Covered(long offset, OffsetRuns above) {

    static Covered by(OffsetAndMetadata committed) {
        try {
            var runs = new OffsetMapCodec(Zstd::expand).decode(committed.offset(), committed.metadata());
            return new Covered(committed.offset(), runs);
        } catch (UnreadableOffsetMapException e) {
            throw new AssertionError("what was committed has an unreadable map: " + committed, e);
        }
    }

    boolean contains(long record) {
        return record < offset || above.isFinished(record);
    }

    /** The offset after the highest record that it says is finished. */
    long end() {
        return above.length() == 0 ? offset : above.highest() + 1;
    }

    /** The records up to its end that it does not say are finished. */
    List<Long> unfinished() {
        return LongStream.range(offset, end())
                .filter(record -> !contains(record))
                .boxed()
                .toList();
    }
}
