package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.parallelconsumer.internal.engine.ManualClock;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every transition of an attempt, and that an interrupt reaches only the attempt it is aimed at. */
@Tag("jdk21")
class InFlightRecordTest {
    private final AssignmentToken token = Exec.token();
    private final InFlightRecord record = Exec.record(token, 5);

    @AfterEach
    void thread_afterEachTest_isNotInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void start_queued_runs() {
        assertThat(record.start()).isTrue();
        assertThat(record.isRunning()).isTrue();
        assertThat(record.attempt()).isEqualTo(1);
    }

    @Test
    void start_runningAlready_isRefused() {
        record.start();
        assertThat(record.start()).isFalse();
    }

    @Test
    void start_tokenClosed_isDropped() {
        token.close();
        assertThat(record.start()).isFalse();
        assertThat(record.isDropped()).isTrue();
    }

    @Test
    void start_dropped_isRefused() {
        assertThat(record.drop()).isTrue();
        assertThat(record.start()).isFalse();
        assertThat(record.isRunning()).isFalse();
    }

    @Test
    void finish_running_endsIt() {
        record.start();
        assertThat(record.finish()).isTrue();
        assertThat(record.isRunning()).isFalse();
        assertThat(record.finish()).isFalse();
        assertThat(record.drop()).isFalse();
        assertThat(record.interrupt()).isFalse();
        assertThat(record.requeue(Exec.setback())).isFalse();
    }

    @Test
    void finish_queued_isRefused() {
        assertThat(record.finish()).isFalse();
    }

    @Test
    void drop_running_isRefused() {
        record.start();
        assertThat(record.drop()).isFalse();
        assertThat(record.isRunning()).isTrue();
    }

    @Test
    void requeue_running_isTheNextAttempt() {
        var setback = Exec.setback();
        record.start();
        assertThat(record.requeue(setback)).isTrue();
        assertThat(record.attempt()).isEqualTo(2);
        assertThat(record.setback()).isSameAs(setback);
        assertThat(record.isRunning()).isFalse();
        assertThat(record.start()).isTrue();
    }

    /** A try to store the dead letter, which a thread of its own begins. */
    @Test
    void startOnBehalf_queued_runsAndInterruptsTheWaitingThread() throws Exception {
        record.start();
        record.requeue(Exec.setback());
        var started = new AtomicInteger();
        Thread.ofVirtual()
                .start(() -> started.set(record.startOnBehalf() ? 1 : 2))
                .join();
        assertThat(started).hasValue(1);
        assertThat(record.drop()).isFalse();
        assertThat(record.interrupt()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(record.finish()).isFalse();
    }

    @Test
    void startOnBehalf_droppedOrTokenClosed_isRefused() {
        record.start();
        record.requeue(Exec.setback());
        token.close();
        assertThat(record.startOnBehalf()).isFalse();
        assertThat(record.isDropped()).isTrue();
        assertThat(record.startOnBehalf()).isFalse();
    }

    @Test
    void interrupt_queuedOrDropped_isRefused() {
        assertThat(record.interrupt()).isFalse();
        record.drop();
        assertThat(record.interrupt()).isFalse();
    }

    @Test
    void interrupt_running_isNeitherFinishedNorTriedAgain() {
        record.start();
        assertThat(record.interrupt()).isTrue();
        assertThat(record.interrupt()).isFalse();
        assertThat(record.finish()).isFalse();
        assertThat(record.requeue(Exec.setback())).isFalse();
        assertThat(record.drop()).isFalse();
        record.awaitInterrupt();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void interrupt_betweenTwoAttempts_isRefused() {
        record.start();
        record.requeue(Exec.setback());
        assertThat(record.interrupt()).isFalse();
        assertThat(record.start()).isTrue();
        assertThat(record.finish()).isTrue();
    }

    @Test
    void outcome_beforeTheEnd_isRefused() {
        assertThatIllegalStateException().isThrownBy(record::outcome);
        record.end(new Outcome.Dropped());
        assertThat(record.outcome()).isInstanceOf(Outcome.Dropped.class);
    }

    @Test
    void backOff_clockStandsStill_waitsUntilItMoves() throws Exception {
        var clock = new ManualClock();
        var over = new AtomicInteger();
        var thread = Thread.ofVirtual().start(() -> {
            record.start();
            record.requeue(Exec.setback());
            record.backOff(Duration.ofMillis(2).toNanos(), clock);
            over.incrementAndGet();
        });
        until("parked", () -> thread.getState() == Thread.State.TIMED_WAITING);
        clock.advance(Duration.ofMillis(2).minusNanos(1));
        until("parked again", () -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(over).hasValue(0);
        clock.advance(Duration.ofNanos(1));
        thread.join();
        assertThat(over).hasValue(1);
        assertThat(record.isDropped()).isFalse();
    }

    @Test
    void backOff_dropped_endsAtOnce() throws Exception {
        var thread = backsOffForHours();
        token.close();
        assertThat(record.drop()).isTrue();
        thread.join();
        assertThat(record.start()).isFalse();
    }

    @Test
    void backOff_interruptedWithTokenClosed_isDropped() throws Exception {
        var thread = backsOffForHours();
        token.close();
        thread.interrupt();
        thread.join();
        assertThat(record.isDropped()).isTrue();
    }

    @Test
    void backOff_interruptedWithTokenOpen_waitsOn() throws Exception {
        var thread = backsOffForHours();
        thread.interrupt();
        until("the flag is taken", () -> !thread.isInterrupted());
        assertThat(record.isDropped()).isFalse();
        assertThat(thread.isAlive()).isTrue();
        record.drop();
        thread.join();
    }

    /** The consumer drops a record while its thread is about to wait: whoever comes first, the wait ends. */
    @Test
    void backOff_dropRaces_isNeverMissed() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            var racing = Exec.record(Exec.token(), i);
            var thread = Thread.ofVirtual().start(() -> {
                racing.start();
                racing.requeue(Exec.setback());
                racing.backOff(Duration.ofHours(1).toNanos(), new ManualClock());
            });
            while (!racing.drop()) {
                Thread.onSpinWait();
                if (racing.attempt() == 1 && racing.isDropped()) {
                    break;
                }
            }
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    /** Starts attempts, one after another on one thread, while another thread interrupts whatever it finds. */
    @Test
    void interrupt_lateForAttempt_neverReachesTheNextRecordOrAttempt() throws Exception {
        var current = new AtomicReference<InFlightRecord>(Exec.record(token, 0));
        var stray = new AtomicInteger();
        var interrupted = new AtomicInteger();
        var setBack = new AtomicInteger();
        var runner = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 100_000; i++) {
                var next = Exec.record(token, i);
                current.set(next);
                stray.addAndGet(runAttempts(next, interrupted));
                setBack.addAndGet(next.attempt() == 1 && next.setback() != null ? 1 : 0);
            }
            current.set(null);
        });
        int hits = 0;
        for (var target = current.get(); target != null; target = current.get()) {
            hits += target.interrupt() ? 1 : 0;
        }
        runner.join();

        assertThat(stray).hasValue(0);
        assertThat(interrupted).hasValue(hits);
        assertThat(setBack)
                .as("records that count as waiting, though they never did")
                .hasValue(0);
    }

    /** Two attempts; counts interrupts that came when none was aimed. */
    private static int runAttempts(InFlightRecord record, AtomicInteger interrupted) {
        int stray = 0;
        var setback = Exec.setback();
        for (int attempt = 1; attempt <= 2; attempt++) {
            stray += Thread.interrupted() ? 1 : 0;
            record.start();
            if (attempt == 1 ? !record.requeue(setback) : !record.finish()) {
                record.awaitInterrupt();
                interrupted.incrementAndGet();
                break;
            }
        }
        return stray + (Thread.interrupted() ? 1 : 0);
    }

    private Thread backsOffForHours() {
        var thread = Thread.ofVirtual().start(() -> {
            record.start();
            record.requeue(Exec.setback());
            record.backOff(Duration.ofHours(1).toNanos(), new ManualClock());
        });
        until("waits", () -> record.attempt() == 2 && thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }
}
