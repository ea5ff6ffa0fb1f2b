package io.github.parallelconsumer.internal.scope;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.internal.scope.RecordedThreads.Owner;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every binding, as long as nobody is interrupted. */
@Tag("jdk21")
@ParameterizedClass(name = "{0}")
@MethodSource("bindings")
class BatchScopeConformanceTest extends EachBinding {
    BatchScopeConformanceTest(ScopeBinding binding) {
        super(binding);
    }

    @Test
    void fork_tenThousandTimes_runsAll() throws Exception {
        var ran = new AtomicInteger();
        try (BatchScope scope = open()) {
            for (int i = 0; i < 10_000; i++) {
                scope.fork(ran::incrementAndGet);
            }
            scope.join();
            assertThat(ran).hasValue(10_000);
        }
    }

    @Test
    void fork_threadsOfTheFactory_keepTheirNames() throws Exception {
        var names = new ConcurrentLinkedQueue<String>();
        try (BatchScope scope = open()) {
            for (int i = 0; i < 3; i++) {
                scope.fork(() -> names.add(Thread.currentThread().getName()));
            }
            scope.join();
        }
        assertThat(names).containsExactlyInAnyOrder("forked-0", "forked-1", "forked-2");
    }

    @Test
    void fork_byForkedThread_throwsWrongThread() throws Exception {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        try (BatchScope scope = open()) {
            scope.fork(() -> callEveryMethod(scope, failures));
            scope.join();
        }
        assertThat(failures).hasSize(3).allMatch(WrongThreadException.class::isInstance);
    }

    @Test
    void fork_byStranger_throwsWrongThread() throws Exception {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        try (BatchScope scope = open()) {
            Thread stranger = Thread.ofVirtual().start(() -> callEveryMethod(scope, failures));
            stranger.join();
            scope.join();
        }
        assertThat(failures).hasSize(3).allMatch(WrongThreadException.class::isInstance);
    }

    private static void callEveryMethod(BatchScope scope, ConcurrentLinkedQueue<Throwable> failures) {
        try {
            scope.fork(() -> failures.add(new AssertionError("forked")));
        } catch (Throwable t) {
            failures.add(t);
        }
        try {
            scope.join();
        } catch (Throwable t) {
            failures.add(t);
        }
        try {
            scope.close();
        } catch (Throwable t) {
            failures.add(t);
        }
    }

    @Test
    void join_whileOneStillRuns_waitsForIt() throws Exception {
        var release = new CountDownLatch(1);
        var order = new ConcurrentLinkedQueue<String>();
        Owner<Void> owner = threads.owner(() -> {
            try (BatchScope scope = open()) {
                scope.fork(() -> {
                    awaitUninterrupted(release);
                    order.add("record");
                });
                scope.join();
                order.add("joined");
            }
            return null;
        });
        owner.awaitParked();
        assertThat(order).isEmpty();
        release.countDown();
        owner.result();
        assertThat(order).containsExactly("record", "joined");
    }

    @Test
    void join_secondTime_throwsIllegalState() throws Exception {
        try (BatchScope scope = open()) {
            scope.fork(() -> {});
            scope.join();
            assertThatThrownBy(scope::join).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void join_nothingForked_returns() {
        try (BatchScope scope = open()) {
            assertThatCode(scope::join).doesNotThrowAnyException();
        }
    }

    @Test
    void fork_afterJoin_throwsIllegalState() throws Exception {
        try (BatchScope scope = open()) {
            scope.join();
            assertThatThrownBy(() -> scope.fork(() -> {})).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void forkAndJoin_afterClose_throwIllegalState() throws Exception {
        BatchScope scope = open();
        scope.join();
        scope.close();
        assertThatThrownBy(() -> scope.fork(() -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scope::join).isInstanceOf(IllegalStateException.class);
        assertThatCode(scope::close).doesNotThrowAnyException();
    }

    @Test
    void close_nothingForkedAndNotJoined_returns() {
        assertThatCode(open()::close).doesNotThrowAnyException();
    }

    @Test
    void close_withoutJoin_interruptsAwaitsAndThrowsIllegalState() {
        var outcome = new AtomicReference<String>("still running");
        BatchScope scope = open();
        scope.fork(() -> outcome.set(parkUntilInterrupted()));
        assertThatThrownBy(scope::close).isInstanceOf(IllegalStateException.class);
        assertThat(outcome).hasValue("interrupted");
        assertThatCode(scope::close).doesNotThrowAnyException();
    }

    @Test
    void fork_bodyThrows_leavesSiblingsAndOwnerAlone() throws Exception {
        var failed = new CountDownLatch(1);
        var siblings = new AtomicInteger();
        try (BatchScope scope = open()) {
            for (int i = 0; i < 50; i++) {
                scope.fork(() -> {
                    awaitUninterrupted(failed);
                    siblings.incrementAndGet();
                });
            }
            scope.fork(() -> failWith(failed, new IllegalArgumentException("a handler's exception")));
            scope.fork(() -> failWith(failed, new StackOverflowError("a handler's error")));
            scope.fork(siblings::incrementAndGet);
            scope.join();
            assertThat(siblings).hasValue(51);
        }
        assertThat(threads.uncaught())
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder("a handler's exception", "a handler's error");
    }

    @Test
    void open_byManyOwnersAtOnce_keepsTheScopesApart() throws Exception {
        var allOpen = new CyclicBarrier(20);
        var owners = new ArrayList<Owner<Integer>>();
        for (int i = 0; i < 20; i++) {
            owners.add(threads.owner(() -> {
                var mine = new AtomicInteger();
                try (BatchScope scope = open()) {
                    allOpen.await(30, SECONDS);
                    for (int fork = 0; fork < 200; fork++) {
                        scope.fork(mine::incrementAndGet);
                    }
                    scope.join();
                    return mine.get();
                }
            }));
        }
        for (Owner<Integer> owner : owners) {
            assertThat(owner.result()).isEqualTo(200);
        }
    }

    private static void failWith(CountDownLatch failed, Throwable failure) {
        failed.countDown();
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
