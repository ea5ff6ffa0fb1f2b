package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Topics that make the sender wait in vain. */
class TopicGatesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final TopicGates gates = new TopicGates();
    private final IllegalStateException away = new IllegalStateException("away");

    @Test
    void tried_blockedInVain_isShutForFourTimesAsLong() {
        gates.tried("t", 0, 2 * SECOND, away);
        assertThat(gates.whyShut("t", 2 * SECOND)).isSameAs(away);
        assertThat(gates.whyShut("t", 10 * SECOND - 1)).isSameAs(away);
        assertThat(gates.whyShut("t", 10 * SECOND)).isNull();
        assertThat(gates.whyShut("other", 2 * SECOND)).isNull();
    }

    @Test
    void tried_blockedForVeryLong_isShutForThirtySeconds() {
        gates.tried("t", 0, 60 * SECOND, away);
        assertThat(gates.whyShut("t", 90 * SECOND - 1)).isSameAs(away);
        assertThat(gates.whyShut("t", 90 * SECOND)).isNull();
    }

    @Test
    void tried_failedAtOnce_staysOpen() {
        gates.tried("t", 0, SECOND / 100, away);
        assertThat(gates.whyShut("t", SECOND / 100)).isNull();
    }

    @Test
    void tried_blockedButTaken_isOpen() {
        gates.tried("t", 0, 2 * SECOND, away);
        gates.tried("t", 10 * SECOND, 12 * SECOND, null);
        assertThat(gates.whyShut("t", 12 * SECOND)).isNull();
    }
}
