package io.github.parallelconsumer.internal.scope;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.internal.scope.RecordedThreads.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every binding when the owner is interrupted. */
@Tag("jdk21")
@ParameterizedClass(name = "{0}")
@MethodSource("bindings")
class BatchScopeInterruptTest extends EachBinding {
    BatchScopeInterruptTest(ScopeBinding binding) {
        super(binding);
    }

    @Test
    void join_interruptFlagSetAfterAllEnded_returnsAndKeepsTheFlag() throws Exception {
        Owner<Boolean> owner = threads.owner(() -> {
            try (BatchScope scope = open()) {
                scope.fork(() -> {});
                threads.awaitForkedEnded();
                Thread.currentThread().interrupt();
                scope.join();
            }
            return Thread.interrupted();
        });
        assertThat(owner.result()).isTrue();
    }

    @Test
    void owner_interruptedWhileAcquiringAPermit_joinThrowsOnceAndCloseInterruptsTheRest() throws Exception {
        var permits = new Semaphore(1, true);
        var outcomes = new ConcurrentLinkedQueue<String>();
        Owner<List<String>> owner = threads.owner(() -> {
            var steps = new ArrayList<String>();
            BatchScope scope = open();
            try {
                while (true) {
                    permits.acquire();
                    scope.fork(() -> {
                        outcomes.add(parkUntilInterrupted());
                        permits.release();
                    });
                    steps.add("forked");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                try {
                    scope.join();
                    steps.add("joined");
                } catch (InterruptedException again) {
                    steps.add("join interrupted");
                }
            } finally {
                scope.close();
                steps.add("closed, outcomes " + List.copyOf(outcomes));
            }
            return steps;
        });
        owner.awaitParked();
        owner.thread().interrupt();
        assertThat(owner.result()).containsExactly("forked", "join interrupted", "closed, outcomes [interrupted]");
        assertThat(permits.availablePermits()).isOne();
    }

    @Test
    void owner_interruptedWhileJoining_closeInterruptsAndAwaitsTheRest() throws Exception {
        var running = new CountDownLatch(100);
        var interrupted = new AtomicInteger();
        Owner<Integer> owner = threads.owner(() -> {
            try (BatchScope scope = open()) {
                for (int i = 0; i < 100; i++) {
                    scope.fork(() -> {
                        running.countDown();
                        if (parkUntilInterrupted().equals("interrupted")) {
                            interrupted.incrementAndGet();
                        }
                    });
                }
                assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
                assertThatThrownBy(scope::join).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> scope.fork(() -> {})).isInstanceOf(IllegalStateException.class);
            }
            return interrupted.get();
        });
        assertThat(running.await(30, SECONDS)).isTrue();
        owner.awaitParked();
        owner.thread().interrupt();
        assertThat(owner.result()).isEqualTo(100);
    }

    @Test
    void close_ownerInterruptedWhileItWaits_waitsOnAndKeepsTheFlag() throws Exception {
        var release = new CountDownLatch(1);
        var ended = new AtomicInteger();
        Owner<String> owner = threads.owner(() -> {
            try (BatchScope scope = open()) {
                scope.fork(() -> {
                    awaitUninterrupted(release);
                    ended.incrementAndGet();
                });
                Thread.currentThread().interrupt();
                assertThatThrownBy(scope::join).isInstanceOf(InterruptedException.class);
            }
            return "ended " + ended.get() + ", interrupted " + Thread.interrupted();
        });
        owner.awaitParked();
        owner.thread().interrupt();
        owner.awaitParked();
        assertThat(ended).hasValue(0);
        release.countDown();
        assertThat(owner.result()).isEqualTo("ended 1, interrupted true");
    }
}
