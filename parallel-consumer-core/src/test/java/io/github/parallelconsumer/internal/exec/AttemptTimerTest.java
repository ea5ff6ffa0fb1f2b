package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.parallelconsumer.api.HandlerTimeoutException;
import io.github.parallelconsumer.internal.engine.ManualClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whose deadline passes when, and what becomes of the attempt. */
@Tag("jdk21")
class AttemptTimerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofNanos(1);

    private final ManualClock clock = new ManualClock();
    private final AttemptTimer timer = new AttemptTimer("[g/c]", TIMEOUT, clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(AttemptTimer.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AssignmentToken token = Exec.token();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @AfterEach
    void thread_afterEachTest_isNotInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void fire_beforeTheDeadline_leavesTheAttemptAlone() {
        var record = started(1);
        var timed = timer.begin(record);
        clock.advance(TIMEOUT.minus(TICK));
        assertThat(timer.fire()).isEqualTo(1);
        assertThat(record.isRunning()).isTrue();
        assertThat(timed.end(null)).isNull();
        assertThat(record.finish()).isTrue();
    }

    @Test
    void fire_atTheDeadline_interrupts() {
        var timed = timer.begin(started(1));
        clock.advance(TIMEOUT);
        timer.fire();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(timed.end(null)).isInstanceOf(HandlerTimeoutException.class);
    }

    @Test
    void end_handlerReturnsAfterItsInterrupt_isTimedOut() {
        var record = started(3);
        var timed = timer.begin(record);
        clock.advance(TIMEOUT);
        timer.fire();
        assertThat(timed.end(null))
                .isInstanceOf(HandlerTimeoutException.class)
                .hasNoCause()
                .hasMessage("attempt 1 at record t-0@3 did not end within PT30S");
        assertThat(record.requeue(Exec.setback())).isTrue();
    }

    @Test
    void end_handlerThrowsAfterItsInterrupt_isTimedOutWithThatCause() {
        var timed = timer.begin(started(1));
        clock.advance(TIMEOUT);
        timer.fire();
        var thrown = new InterruptedException("in the middle");
        assertThat(timed.end(thrown))
                .isInstanceOf(HandlerTimeoutException.class)
                .hasCause(thrown);
    }

    @Test
    void end_jvmFailsAfterTheDeadline_staysFatal() {
        var timed = timer.begin(started(1));
        clock.advance(TIMEOUT);
        timer.fire();
        var fatal = new OutOfMemoryError("made up");
        assertThat(timed.end(fatal)).isSameAs(fatal);
    }

    /** The timer has not looked yet: what ends is in time. */
    @Test
    void end_afterTheDeadlineButBeforeTheTimer_isInTime() {
        var timed = timer.begin(started(1));
        clock.advance(TIMEOUT.plus(TIMEOUT));
        assertThat(timed.end(null)).isNull();
        timer.fire();
        assertThat(timer.overdue()).isEmpty();
    }

    @Test
    void end_interruptedForRevocationBeforeTheDeadline_isAbandonedAndNotInterruptedTwice() {
        var record = started(1);
        var timed = timer.begin(record);
        record.interrupt();
        assertThat(Thread.interrupted()).isTrue();
        clock.advance(TIMEOUT);
        timer.fire();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        timed.end(null);
        assertThat(record.finish()).isFalse();
        assertThat(record.requeue(Exec.setback())).isFalse();
    }

    @Test
    void fire_secondAttempt_hasItsWholeTime() {
        var record = started(1);
        var first = timer.begin(record);
        clock.advance(TIMEOUT.minus(TICK));
        first.end(null);
        record.requeue(Exec.setback());
        record.start();
        var second = timer.begin(record);
        clock.advance(TICK);
        timer.fire();
        assertThat(record.isRunning()).isTrue();
        assertThat(second.timeLeft()).isEqualTo(TIMEOUT.minus(TICK));
        assertThat(second.end(null)).isNull();
    }

    @Test
    void fire_nothingRuns_waitsForAWholeTimeout() {
        assertThat(timer.fire()).isEqualTo(TIMEOUT.toNanos());
    }

    @Test
    void fire_severalRun_waitsForTheOldestThatIsLeft() {
        var first = timer.begin(started(1));
        clock.advance(Duration.ofSeconds(10));
        var second = timer.begin(started(2));
        assertThat(timer.fire()).isEqualTo(Duration.ofSeconds(20).toNanos());
        first.end(null);
        assertThat(timer.fire()).isEqualTo(TIMEOUT.toNanos());
        second.end(null);
    }

    @Test
    void timeLeft_deadlinePassed_isNeverZeroOrLess() {
        var timed = timer.begin(started(1));
        assertThat(timed.timeLeft()).isEqualTo(TIMEOUT);
        clock.advance(TIMEOUT.plusSeconds(1));
        assertThat(timed.timeLeft()).isEqualTo(Duration.ofMillis(1));
        timed.end(null);
    }

    @Test
    void overdue_handlerIgnoresItsInterrupt_isShownWithItsStackFromTheGraceOnUntilItEnds() throws Exception {
        var mayEnd = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        var thread = Thread.ofVirtual().start(() -> {
            var timed = timer.begin(started(9));
            ignoreInterrupts(begun, mayEnd);
            timed.end(null);
        });
        begun.await();
        clock.advance(TIMEOUT);
        assertThat(timer.fire()).isEqualTo(GRACE.toNanos());
        clock.advance(GRACE.minus(TICK));
        assertThat(timer.fire()).isEqualTo(1);
        assertThat(timer.overdue()).isEmpty();
        clock.advance(TICK);
        assertThat(timer.fire()).isEqualTo(TIMEOUT.toNanos());

        assertThat(timer.overdue()).singleElement().satisfies(overdue -> {
            assertThat(overdue.partition()).isEqualTo(token.partition());
            assertThat(overdue.offset()).isEqualTo(9);
            assertThat(overdue.attempt()).isEqualTo(1);
            assertThat(overdue.running()).isEqualTo(TIMEOUT.plus(GRACE));
            assertThat(overdue.stack()).anyMatch(frame -> frame.contains("ignoreInterrupts"));
        });
        timer.fire();
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith("[g/c] Attempt 1 at record t-0@9 has run for PT35S and ignores its interrupt")
                    .contains("ignoreInterrupts");
        });
        mayEnd.set(true);
        thread.join();
        assertThat(timer.overdue()).isEmpty();
    }

    @Test
    void overdue_many_showsTheOldestTwenty() {
        for (int i = 0; i < 30; i++) {
            timer.begin(started(i));
        }
        clock.advance(TIMEOUT.plus(GRACE));
        timer.fire();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(timer.overdue()).hasSize(20);
        assertThat(timer.overdue().get(19).offset()).isEqualTo(19);
    }

    /** Attempts end just when they are due: each is in time or timed out, and no flag reaches the next. */
    @Test
    void end_racesWithTheTimer_flagNeverReachesTheNextAttempt() throws Exception {
        var over = new AtomicBoolean();
        var stray = new AtomicInteger();
        var late = new AtomicInteger();
        var runner = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 20_000 || late.get() == 0; i++) {
                late.addAndGet(runOnce(started(i)) ? 1 : 0);
                stray.addAndGet(Thread.interrupted() ? 1 : 0);
            }
            over.set(true);
        });
        while (!over.get()) {
            clock.advance(TIMEOUT.dividedBy(2));
            timer.fire();
        }
        runner.join();

        assertThat(stray).hasValue(0);
        assertThat(late.get()).isPositive();
        assertThat(timer.overdue()).isEmpty();
    }

    /** Whether it was timed out. */
    private boolean runOnce(InFlightRecord record) {
        var timed = timer.begin(record);
        Thread.onSpinWait();
        boolean late = timed.end(null) != null;
        assertThat(late ? record.requeue(Exec.setback()) : record.finish()).isTrue();
        return late;
    }

    private static void ignoreInterrupts(CountDownLatch begun, AtomicBoolean mayEnd) {
        until("may end", () -> {
            begun.countDown(); // here, since the stack is to show this method
            Thread.interrupted();
            return mayEnd.get();
        });
    }

    private InFlightRecord started(long offset) {
        var record = Exec.record(token, offset);
        record.start();
        return record;
    }
}
