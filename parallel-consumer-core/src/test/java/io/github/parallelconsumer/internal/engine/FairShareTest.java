package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.Ordering;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few permits, many busy partitions: each gets its turn. */
@Tag("jdk21")
class FairShareTest {
    private static final int PERMITS = 4;
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 30;

    private final int[] finished = new int[PARTITIONS];
    private int widest;

    /** In one batch, and in several, whose lanes wait for each other. */
    @ParameterizedTest
    @ValueSource(ints = {RECORDS, 5})
    void partition_fourPermitsAndTwelveBusyPartitions_noneFallsBehind(int recordsPerPoll) {
        try (var loop = new LoopFixture(
                PARTITIONS * recordsPerPoll,
                config -> config.ordering(Ordering.PARTITION).maxConcurrency(PERMITS))) {
            var partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(p -> new TopicPartition("t", p))
                    .toArray(TopicPartition[]::new);
            loop.assign(partitions);
            for (int polls = 0; polls < RECORDS / recordsPerPoll; polls++) {
                for (var partition : partitions) {
                    loop.append(partition, recordsPerPoll);
                }
                loop.turn();
            }
            for (int left = PARTITIONS * RECORDS; left > 0; left--) {
                int expected = Math.min(PERMITS, partitionsLeft());
                until("all permits in use", () -> loop.handler.running().size() >= expected);
                finishOne(loop.handler);
            }
            loop.turnUntilIdle();

            assertThat(widest).isLessThanOrEqualTo(PARTITIONS - PERMITS);
        }
    }

    private int partitionsLeft() {
        return (int) Arrays.stream(finished).filter(count -> count < RECORDS).count();
    }

    private void finishOne(HeldHandler handler) {
        var oldest = handler.running().get(0);
        finished[oldest.record.partition()]++;
        var progress = Arrays.stream(finished).summaryStatistics();
        widest = Math.max(widest, progress.getMax() - progress.getMin());
        oldest.finish();
        until("the end of " + oldest.record.offset(), () -> oldest.ended);
    }
}
