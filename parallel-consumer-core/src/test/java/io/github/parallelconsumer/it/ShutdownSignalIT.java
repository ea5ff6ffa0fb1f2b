package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.it.Event.Kind;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process whose consumer closes on SIGTERM gets one under load. */
@ExtendWith(KafkaExtension.class)
final class ShutdownSignalIT {

    private static final int CAP = 16;
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    private final TestKafka kafka;

    ShutdownSignalIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @CsvSource({"CONSUMER, PARTITION", "CLASSIC_COOPERATIVE, KEY"})
    void sigterm_underLoad_whatRunsFinishesIsCommittedAndTheGroupIsLeft(GroupProtocol protocol, String order) {
        try (var run = Run.start(kafka, protocol, order, CAP)) {
            var first = run.fork("first");
            run.goOnFor(500);

            first.jvm().terminate();
            assertThat(first.jvm().awaitExit(Run.TIMEOUT)).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(run.memberCount()).isZero();
            var ended = run.soFar();
            assertThat(ended.unended()).isEmpty();
            assertThat(ended.of(Kind.FAILED)).isEmpty();
            run.join("second");
            run.goOnFor(500);
            run.finish();

            var checker = run.check();
            assertThat(checker.overlaps()).isEmpty();
            assertThat(checker.duplicates()).isEqualTo(checker.leftOpen(run.handovers()));
            if (order.equals("PARTITION")) {
                assertThat(checker.duplicates()).isEmpty();
            }
        }
    }
}
