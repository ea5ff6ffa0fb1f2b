package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.HandlerTimeoutException;
import io.github.parallelconsumer.api.Health.Overdue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts attempts that take longer than the handler timeout, and knows those that do not heed it. Thread-safe: one
 * lock, never held while a thread is interrupted or its stack is taken. Meeting place of record threads, the timer thread
 * and whoever asks for the health.
 *
 * <p>All attempts have the same time, so the order of their starts is that of their deadlines: only the oldest is looked
 * at. And an attempt that starts while the timer thread waits is not due before a whole timeout is over, so nobody ever
 * has to wake that thread.
 *
 * <p>INV-DEADLINE: an attempt leaves {@code running} once, under the lock: by its own thread, and no expiry will be aimed
 * at it; or by the timer thread, and it is a timed-out attempt, though its handler returns in the same moment.
 */
public final class AttemptTimer {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptTimer.class);
    /** How long a handler may take to heed its interrupt: enough to close what it has open. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** A health check stays small, however many handlers are stuck. */
    private static final int MOST_SHOWN = 20;

    private final String name;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final long timeoutNanos;
    private final long overdueNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashSet<TimedAttempt> running = new LinkedHashSet<>();
    private final LinkedHashSet<TimedAttempt> expired = new LinkedHashSet<>();

    /**
     * A timer that times nothing yet.
     *
     * @param name what log lines call the consumer
     */
    public AttemptTimer(String name, Duration timeout, LongSupplier nanoTime) {
        this.name = name;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        timeoutNanos = Nanos.of(timeout);
        overdueNanos = timeoutNanos + GRACE.toNanos();
    }

    /** Starts the time of the record's current attempt, which runs on the calling thread. */
    TimedAttempt begin(InFlightRecord record) {
        lock.lock();
        try {
            var timed = new TimedAttempt(this, record, nanoTime.getAsLong());
            running.add(timed);
            return timed;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link TimedAttempt#end}. */
    @Nullable
    Throwable end(TimedAttempt timed, @Nullable Throwable failure) {
        if (endsInTime(timed)) {
            return failure;
        }
        var record = timed.record();
        record.settleExpiry();
        if (failure != null && Failures.isFatal(failure)) {
            return failure; // it ends the consumer, however late it came
        }
        var partition = record.token().partition();
        return new HandlerTimeoutException(partition, record.raw().offset(), timed.attempt(), timeout, failure);
    }

    private boolean endsInTime(TimedAttempt timed) {
        lock.lock();
        try {
            boolean inTime = running.remove(timed);
            if (!inTime) {
                expired.remove(timed);
            }
            return inTime;
        } finally {
            lock.unlock();
        }
    }

    /** How much of its time the attempt has left; negative when it is over. Thread-safe. */
    long left(TimedAttempt timed) {
        return timed.start() + timeoutNanos - nanoTime.getAsLong();
    }

    /**
     * Interrupts what is due and logs what has not heeded its interrupt for the grace. By the timer thread.
     *
     * @return in how many nanoseconds something may be due again
     */
    public long fire() {
        long now = nanoTime.getAsLong();
        takeDue(now).forEach(TimedAttempt::expire);
        takeUnreported(now).forEach(timed -> report(timed, now));
        return untilNext(now);
    }

    private List<TimedAttempt> takeDue(long now) {
        var due = new ArrayList<TimedAttempt>(0);
        lock.lock();
        try {
            while (!running.isEmpty() && now - running.getFirst().start() >= timeoutNanos) {
                due.add(running.removeFirst());
            }
            expired.addAll(due);
        } finally {
            lock.unlock();
        }
        return due;
    }

    private List<TimedAttempt> takeUnreported(long now) {
        lock.lock();
        try {
            var unreported = expired.stream()
                    .filter(timed -> isOverdue(timed, now) && !timed.reported())
                    .toList();
            unreported.forEach(TimedAttempt::markReported);
            return unreported;
        } finally {
            lock.unlock();
        }
    }

    private void report(TimedAttempt timed, long now) {
        var overdue = timed.look(now);
        if (isStillExpired(timed)) {
            LOG.warn(
                    "{} Attempt {} at record {} has run for {} and ignores its interrupt; it keeps its lane and its permit:\n  {}",
                    name,
                    overdue.attempt(),
                    timed.record(),
                    overdue.running(),
                    String.join("\n  ", overdue.stack()));
        }
    }

    private long untilNext(long now) {
        lock.lock();
        try {
            long untilDue =
                    running.isEmpty() ? timeoutNanos : left(running.getFirst().start(), timeoutNanos, now);
            return expired.stream()
                    .filter(timed -> !timed.reported())
                    .findFirst()
                    .map(timed -> Math.min(untilDue, left(timed.start(), overdueNanos, now)))
                    .orElse(untilDue);
        } finally {
            lock.unlock();
        }
    }

    private static long left(long start, long time, long now) {
        return start + time - now;
    }

    /**
     * Attempts that have not heeded their interrupt for the grace, oldest first, the first few of them. Their stacks are
     * taken now, on the calling thread. Thread-safe.
     */
    public List<Overdue> overdue() {
        long now = nanoTime.getAsLong();
        var shown = new ArrayList<Overdue>(0);
        for (var timed : firstOverdue(now)) {
            var overdue = timed.look(now);
            if (isStillExpired(timed)) { // or the stack may be that of a later record
                shown.add(overdue);
            }
        }
        return List.copyOf(shown);
    }

    private List<TimedAttempt> firstOverdue(long now) {
        lock.lock();
        try {
            return expired.stream()
                    .filter(timed -> isOverdue(timed, now))
                    .limit(MOST_SHOWN)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private boolean isStillExpired(TimedAttempt timed) {
        lock.lock();
        try {
            return expired.contains(timed);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOverdue(TimedAttempt timed, long now) {
        return now - timed.start() >= overdueNanos;
    }
}
