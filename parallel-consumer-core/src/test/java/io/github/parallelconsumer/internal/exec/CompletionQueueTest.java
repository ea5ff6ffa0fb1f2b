package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is offered comes out once, and whoever parks is woken. */
class CompletionQueueTest {
    /** So long that a lost wake-up cannot be taken for an ordinary end of the park. */
    private static final long LONG = Duration.ofMinutes(3).toNanos();

    private final AssignmentToken token = Exec.token();

    @Test
    void poll_offered_comesOutInOrder() {
        var queue = new CompletionQueue(4);
        var first = Exec.record(token, 0);
        var second = Exec.record(token, 1);
        queue.offer(first);
        queue.offer(second);
        assertThat(queue.poll()).isSameAs(first);
        assertThat(queue.poll()).isSameAs(second);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void offer_full_fails() {
        var queue = new CompletionQueue(2);
        queue.offer(Exec.record(token, 0));
        queue.offer(Exec.record(token, 1));
        assertThatIllegalStateException().isThrownBy(() -> queue.offer(Exec.record(token, 2)));
    }

    @Test
    void park_completionsThere_returnsAtOnce() {
        var queue = new CompletionQueue(2);
        queue.offer(Exec.record(token, 0));
        queue.park(1, LONG);
        assertThat(queue.poll()).isNotNull();
    }

    @Test
    void park_signalledBefore_returnsAtOnce() {
        var queue = new CompletionQueue(2);
        queue.signal();
        queue.park(1, LONG);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void park_fewerCompletionsThanAskedFor_waitsOn() throws Exception {
        var queue = new CompletionQueue(4);
        var returned = new AtomicInteger();
        var thread = Thread.ofPlatform().start(() -> {
            queue.park(2, LONG);
            returned.incrementAndGet();
        });
        until("parked", () -> thread.getState() == Thread.State.TIMED_WAITING);
        queue.offer(Exec.record(token, 0));
        assertThat(returned).hasValue(0);
        queue.offer(Exec.record(token, 1));
        thread.join();
        assertThat(returned).hasValue(1);
    }

    @Test
    void park_signalled_returns() throws Exception {
        var queue = new CompletionQueue(4);
        var thread = Thread.ofPlatform().start(() -> queue.park(2, LONG));
        until("parked", () -> thread.getState() == Thread.State.TIMED_WAITING);
        queue.signal();
        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    }

    /** INV-PARK: each round lets the last completion race with the park. */
    @Test
    void park_offersRace_noWakeUpIsLost() throws Exception {
        var queue = new CompletionQueue(16);
        var rounds = new AtomicInteger();
        var consumer = Thread.ofPlatform().start(() -> {
            for (int round = 0; round < 20_000; round++) {
                rounds.set(round + 1);
                for (int drained = 0; drained < 2; ) {
                    queue.park(2 - drained, LONG);
                    for (var record = queue.poll(); record != null; record = queue.poll()) {
                        drained++;
                    }
                }
            }
        });
        Runnable producer = () -> {
            for (int round = 1; round <= 20_000; round++) {
                while (rounds.get() < round) {
                    Thread.onSpinWait();
                }
                queue.offer(Exec.record(token, round));
            }
        };
        var producers = new Thread[] {
            Thread.ofVirtual().start(producer), Thread.ofVirtual().start(producer)
        };
        for (var thread : producers) {
            thread.join();
        }
        assertThat(consumer.join(Duration.ofSeconds(60))).isTrue();
    }

    /** INV-PARK, for signals. */
    @Test
    void park_signalsRace_noWakeUpIsLost() throws Exception {
        var queue = new CompletionQueue(16);
        var asked = new AtomicInteger();
        var seen = new AtomicInteger();
        var consumer = Thread.ofPlatform().start(() -> {
            while (seen.get() < 20_000) {
                queue.park(1, LONG);
                seen.set(asked.get());
            }
        });
        for (int i = 1; i <= 20_000; i++) {
            asked.set(i);
            queue.signal();
            if (i % 3 == 0) {
                int expected = i;
                while (seen.get() < expected) {
                    Thread.onSpinWait();
                }
            }
        }
        assertThat(consumer.join(Duration.ofSeconds(60))).isTrue();
    }
}
