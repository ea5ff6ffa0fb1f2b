package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members come and go all the time, under load. Nothing is lost, keys keep their order, and as no record runs for so long that
 * it is interrupted, nothing comes again.
 */
@ExtendWith(KafkaExtension.class)
final class ChurnIT {

    private static final Logger LOG = LoggerFactory.getLogger(ChurnIT.class);
    private static final int CAP = 16;

    private final TestKafka kafka;

    ChurnIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    /** How a group is stirred: one member of so many leaves or joins at each step. */
    private record Stir(int members, int partitions, int workMicros, Duration pause, int steps) {}

    @Test
    void churn_sixMembersForAWhile_nothingIsLostDisorderedOrHandledTwice() {
        churn(GroupProtocol.CONSUMER, new Stir(6, 24, 10_000, Duration.ofSeconds(2), 7));
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource
    void churn_sixMembersForAMinute_nothingIsLostDisorderedOrHandledTwice(GroupProtocol protocol) {
        churn(protocol, new Stir(6, 24, 10_000, Duration.ofSeconds(2), 30));
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource
    void churn_twelveMembersTwiceASecond_nothingIsLostDisorderedOrHandledTwice(GroupProtocol protocol) {
        churn(protocol, new Stir(12, 80, 10_000, Duration.ofMillis(500), 120));
    }

    private void churn(GroupProtocol protocol, Stir stir) {
        try (var run = Run.start(kafka, protocol, "KEY", CAP, stir.partitions, stir.workMicros)) {
            stir(run, stir);
            run.finish();
            var handovers = run.handovers();
            report(protocol, stir, run);

            var checker = run.check();
            assertThat(checker.overlaps()).isEmpty();
            assertThat(run.releases()).noneMatch(release -> release.interrupted() > 0);
            assertThat(checker.leftOpen(handovers)).isEmpty();
            assertThat(checker.duplicates()).isEmpty();
        }
    }

    private static void stir(Run run, Stir stir) {
        long seed = 20_261_123;
        LOG.info("seed {}", seed);
        var random = new Random(seed);
        Map<Integer, Member> members = new HashMap<>();
        for (int slot = 0; slot < stir.members; slot += 2) {
            members.put(slot, run.beginToJoin("member-" + slot));
        }
        run.goOnFor(100);
        long next = System.nanoTime();
        for (int step = 0; step < stir.steps; step++) {
            int slot = random.nextInt(stir.members);
            var member = members.remove(slot);
            if (member == null || members.isEmpty()) {
                members.put(slot, member == null ? run.beginToJoin("member-" + slot + "-" + step) : member);
            } else {
                assertThat(member.leave().cause()).isEmpty();
            }
            next += stir.pause.toNanos();
            long due = next;
            await().atMost(Run.TIMEOUT).until(() -> System.nanoTime() >= due);
        }
        run.goOnFor(100);
    }

    private static void report(GroupProtocol protocol, Stir stir, Run run) {
        var took = run.releases().stream()
                .filter(release -> release.reason() == Reason.REVOKED)
                .map(Release::took)
                .sorted()
                .toList();
        assertThat(took).isNotEmpty();
        LOG.info(
                "{} with {}: {} revocation(s), p50 {} ms, max {} ms",
                protocol,
                stir,
                took.size(),
                took.get(took.size() / 2).toMillis(),
                took.get(took.size() - 1).toMillis());
    }
}
