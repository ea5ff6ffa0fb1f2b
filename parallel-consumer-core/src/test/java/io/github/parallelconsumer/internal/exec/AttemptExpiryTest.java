package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An attempt whose deadline passes, against every other transition it may meet. */
@Tag("jdk21")
class AttemptExpiryTest {

    private final Setback setback = Exec.setback();

    private final InFlightRecord record = Exec.record(Exec.token(), 5);

    @AfterEach
    void thread_afterEachTest_isNotInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void expire_running_interruptsAndTheRecordMayBeTriedAgain() {
        record.start();
        assertThat(record.expire(attempt(1))).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        record.settleExpiry();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(record.requeue(setback)).isTrue();
        assertThat(record.attempt()).isEqualTo(2);
        assertThat(record.setback()).isSameAs(setback);
        assertThat(record.start()).isTrue();
        assertThat(record.finish()).isTrue();
    }

    @Test
    void expire_running_mayEndTheRecord() {
        record.start();
        record.expire(attempt(1));
        record.settleExpiry();
        assertThat(record.finish()).isTrue();
        assertThat(record.requeue(setback)).isFalse();
    }

    @Test
    void expire_queuedOrFinished_isRefused() {
        assertThat(record.expire(attempt(1))).isFalse();
        record.start();
        record.finish();
        assertThat(record.expire(attempt(1))).isFalse();
    }

    @Test
    void expire_aimedAtAnAttemptThatHasMovedOn_isRefused() {
        record.start();
        record.requeue(setback);
        assertThat(record.expire(attempt(1))).isFalse();
        record.start();
        assertThat(record.expire(attempt(1))).isFalse();
        assertThat(record.isRunning()).isTrue();
        assertThat(record.finish()).isTrue();
    }

    @Test
    void expire_twice_interruptsOnce() {
        record.start();
        assertThat(record.expire(attempt(1))).isTrue();
        assertThat(record.expire(attempt(1))).isFalse();
        record.settleExpiry();
    }

    @Test
    void expire_interruptedForRevocation_isRefusedAndTheRecordIsAbandoned() {
        record.start();
        assertThat(record.interrupt()).isTrue();
        assertThat(record.expire(attempt(1))).isFalse();
        record.settleExpiry();
        assertThat(record.finish()).isFalse();
        assertThat(record.requeue(setback)).isFalse();
        record.awaitInterrupt();
    }

    @Test
    void interrupt_expired_interruptsOnceMoreAndTheRecordIsAbandoned() {
        record.start();
        record.expire(attempt(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(record.interrupt()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        record.settleExpiry();
        assertThat(record.requeue(setback)).isFalse();
        assertThat(record.finish()).isFalse();
        assertThat(record.interrupt()).isFalse();
        record.awaitInterrupt();
    }

    @Test
    void interrupt_expiredAndQueuedAgain_isRefusedAndTheRecordIsDropped() {
        record.start();
        record.expire(attempt(1));
        record.settleExpiry();
        record.token().close();
        assertThat(record.requeue(setback)).isTrue();
        assertThat(record.interrupt()).isFalse();
        assertThat(record.start()).isFalse();
        assertThat(record.isDropped()).isTrue();
    }

    /** A release that interrupts in the moment of the deadline must not take that for the end of the attempt. */
    @Test
    void interrupt_racesWithItsDeadline_isNeverMissed() throws Exception {
        var current = new AtomicReference<InFlightRecord>(record);
        var timer = Thread.ofPlatform().start(() -> {
            for (var target = current.get(); target != null; target = current.get()) {
                target.expire(attempt(1));
            }
        });
        int missed = 0;
        for (int i = 0; i < 100_000; i++) {
            var next = Exec.record(Exec.token(), i);
            next.start();
            current.set(next);
            for (int spins = i & 63; spins > 0; spins--) {
                Thread.onSpinWait(); // so that the two meet at different moments
            }
            missed += next.interrupt() ? 0 : 1;
            next.awaitInterrupt();
        }
        current.set(null);
        timer.join();
        assertThat(missed).isZero();
    }

    @Test
    void settleExpiry_beforeTheTimer_keepsItsInterruptAway() {
        record.start();
        record.settleExpiry();
        assertThat(record.expire(attempt(1))).isFalse();
        assertThat(record.requeue(setback)).isTrue();
    }

    /** Two attempts a record, one record after another, while one thread expires and another interrupts what it finds. */
    @Test
    void expire_racesWithEndsAndRevocations_neverReachesTheNextRecordOrAttempt() throws Exception {
        var current = new AtomicReference<InFlightRecord>(record);
        var stray = new AtomicInteger();
        var ends = new AtomicInteger();
        var interrupts = new AtomicInteger();
        var runner = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 50_000; i++) {
                var next = Exec.record(record.token(), i);
                current.set(next);
                stray.addAndGet(runAttempts(next, i % 3, ends));
            }
            current.set(null);
        });
        var revoker = Thread.ofPlatform().start(() -> {
            for (var target = current.get(); target != null; target = current.get()) {
                interrupts.addAndGet(target.interrupt() ? 1 : 0);
                Thread.onSpinWait();
            }
        });
        for (var target = current.get(); target != null; target = current.get()) {
            target.expire(attempt(1));
            target.expire(attempt(2));
        }
        runner.join();
        revoker.join();

        assertThat(stray).hasValue(0);
        assertThat(ends.get() + interrupts.get()).isEqualTo(50_000);
    }

    /** Settles as a runner does whose timer says that the deadline has passed; counts flags nobody should see. */
    private int runAttempts(InFlightRecord record, int spin, AtomicInteger ends) {
        int stray = 0;
        for (int attempt = 1; attempt <= 2; attempt++) {
            stray += Thread.interrupted() ? 1 : 0;
            record.start();
            for (int i = 0; i < spin; i++) {
                Thread.onSpinWait();
            }
            record.settleExpiry();
            if (attempt == 1 ? !record.requeue(setback) : !record.finish()) {
                record.awaitInterrupt();
                break;
            }
            ends.addAndGet(attempt - 1);
        }
        return stray + (Thread.interrupted() ? 1 : 0);
    }

    /** The mark of an attempt at a record that is not the next of a run. */
    private static long attempt(int number) {
        var record = Exec.record(Exec.token(), 0);
        for (int attempt = 1; attempt < number; attempt++) {
            record.start();
            record.requeue(new Setback(attempt, new IllegalStateException(), Setback.Next.RETRY));
        }
        return record.mark();
    }
}
