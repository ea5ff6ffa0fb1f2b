package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.Termination;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three members share eight partitions under load, and are restarted one by one. Whoever gives a partition up lets finish
 * what runs and commits; the next owner starts where that commit ended, and skips what its map says is finished. So nothing
 * is lost, interrupted, out of order or handled by two members at once, and nothing comes again.
 */
@ExtendWith(KafkaExtension.class)
final class RollingRestartIT {

    private static final int CAP = 16;

    private final TestKafka kafka;

    RollingRestartIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @CsvSource({
        "CLASSIC_RANGE, KEY, 2500",
        "CLASSIC_COOPERATIVE, KEY, 2500",
        "CONSUMER, KEY, 2500",
        "CONSUMER, UNORDERED, 1000",
        "CLASSIC_COOPERATIVE, PARTITION, 500"
    })
    void restart_membersOneByOneUnderLoad_nothingComesAgain(GroupProtocol protocol, String order, int records) {
        var ends = new ArrayList<Termination>();
        try (var run = Run.start(kafka, protocol, order, CAP)) {
            var first = List.of(run.join("one"), run.join("two"), run.join("three"));
            run.goOnFor(records);
            for (var member : first) {
                ends.add(member.leave());
                run.join(member.name() + "-again");
                run.goOnFor(records / 5);
            }
            run.goOnFor(records);
            run.finish();
            var handovers = run.handovers();

            var checker = run.check();
            assertThat(checker.leftOpen(handovers)).isEmpty();
            assertThat(checker.duplicates()).isEmpty();
            if (order.equals("UNORDERED")) {
                assertThat(checker.savedByMaps(handovers)).isPositive();
            }
            assertThat(checker.overlaps()).isEmpty();
            assertThat(ends).allSatisfy(end -> {
                assertThat(end.cause()).isEmpty();
                assertThat(end.interrupted()).isZero();
            });
            assertThat(ends).anySatisfy(end -> assertThat(end.drained()).isPositive());
            if (!order.equals("PARTITION")) {
                assertThat(first)
                        .allSatisfy(member ->
                                assertThat(member.handler().mostRunning()).isEqualTo(CAP));
            }
        }
    }
}
