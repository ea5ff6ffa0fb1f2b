package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One of three members runs in a process of its own and is killed under load. Nothing is lost or out of order, and what is
 * delivered again is exactly what it had begun and its last commits, read from the broker, do not say is finished.
 */
@ExtendWith(KafkaExtension.class)
final class KilledMemberIT {

    private static final int CAP = 16;

    private final TestKafka kafka;

    KilledMemberIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @CsvSource({"CONSUMER, KEY, 2000", "CLASSIC_COOPERATIVE, PARTITION, 500", "CLASSIC_RANGE, UNORDERED, 500"})
    void kill_oneMemberUnderLoad_onlyWhatItHadNotCommittedComesAgain(
            GroupProtocol protocol, String order, int records) {
        try (var run = Run.start(kafka, protocol, order, CAP)) {
            var killed = run.fork("killed");
            run.join("two");
            run.join("three");
            run.goOnFor(records);
            run.awaitOpen(killed);

            killed.jvm().kill();
            var atKill = run.atKill(killed);
            assertThat(run.soFar().leftOpen(atKill)).isNotEmpty();
            run.goOnFor(records);
            run.finish();

            var checker = run.check();
            var handovers = new ArrayList<>(run.handovers());
            handovers.addAll(atKill);
            assertThat(checker.duplicates()).isEqualTo(checker.leftOpen(handovers));
            assertThat(checker.mostAtOnce(killed.name())).isLessThanOrEqualTo(CAP);
            assertThat(checker.withoutUnendedOf(killed.name()).overlaps()).isEmpty();
        }
    }

    /** All that was committed before the kill lies above the watermark; with the classic protocol see {@link RandomKillsIT}. */
    @Test
    void kill_firstRecordsNeverEnd_onlyWhatItsMapsDoNotKnowComesAgain() {
        try (var run = Run.start(kafka, GroupProtocol.CONSUMER, "UNORDERED", CAP)) {
            var killed = run.forkHoldingFirsts("killed");
            run.goOnFor(6_000);

            killed.jvm().kill();
            var atKill = run.atKill(killed);
            int known = run.soFar().savedByMaps(atKill);
            var open = run.soFar().leftOpen(atKill);
            run.join("two");
            run.goOnFor(1_000);
            run.finish();

            var checker = run.check();
            System.out.printf(
                    "%d delivered before the kill, %d of them in the maps, %d delivered again%n",
                    checker.startedBy("killed").size(),
                    known,
                    checker.duplicates().size());
            assertThat(atKill)
                    .allSatisfy(handover ->
                            assertThat(handover.committed().offset()).isZero());
            assertThat(known).isGreaterThan(4_000);
            assertThat(checker.duplicates())
                    .isEqualTo(open)
                    .hasSize(checker.startedBy("killed").size() - known);
        }
    }
}
