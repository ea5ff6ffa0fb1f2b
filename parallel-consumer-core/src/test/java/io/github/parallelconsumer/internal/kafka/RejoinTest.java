package io.github.parallelconsumer.internal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a member that was refused joins again. */
class RejoinTest {

    private final AtomicLong clock = new AtomicLong(7);
    private final Rejoin rejoin = new Rejoin(clock::get);

    @Test
    void refused_againAndAgain_delayDoublesToItsMost() {
        assertThat(Stream.generate(() -> rejoin.refused().toMillis()).limit(6))
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 8_000L);
        rejoin.accepted();
        assertThat(rejoin.refused()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void await_notYetDue_isPendingUntilItIs() {
        assertThat(rejoin.pending()).isFalse();
        rejoin.refused();
        assertThat(rejoin.await(Duration.ZERO)).isFalse();
        assertThat(rejoin.pending()).isTrue();
        clock.addAndGet(Duration.ofMillis(500).toNanos());

        assertThat(rejoin.await(Duration.ZERO)).isTrue();
        assertThat(rejoin.pending()).isFalse();
    }

    @Test
    void wake_whileWaitingForLong_endsTheWaitingAndNotTheDelay() {
        rejoin.refused();
        rejoin.wake();
        rejoin.wake();

        assertThat(rejoin.await(Duration.ofHours(1))).isFalse();
        assertThat(rejoin.pending()).isTrue();
    }
}
