package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.HandlerTimeoutException;
import io.github.parallelconsumer.api.Health.Overdue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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
    /** The lock is held for far less than that. */
    private static final long LOCK_RETRY_NANOS = 10_000;
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
        withoutQueueing(() -> takeDue(now)).forEach(TimedAttempt::expire);
        look(withoutQueueing(() -> takeUnreported(now)), now).forEach(this::warn);
        return withoutQueueing(() -> untilNext(now));
    }

    private List<TimedAttempt> takeDue(long now) {
        var due = new ArrayList<TimedAttempt>(0);
        while (!running.isEmpty() && now - running.getFirst().start() >= timeoutNanos) {
            due.add(running.removeFirst());
        }
        expired.addAll(due);
        return due;
    }

    private List<TimedAttempt> takeUnreported(long now) {
        var unreported = expired.stream()
                .filter(timed -> isOverdue(timed, now) && !timed.reported())
                .toList();
        unreported.forEach(TimedAttempt::markReported);
        return unreported;
    }

    private long untilNext(long now) {
        long untilDue = running.isEmpty() ? timeoutNanos : running.getFirst().start() + timeoutNanos - now;
        return expired.stream()
                .filter(timed -> !timed.reported())
                .findFirst()
                .map(timed -> Math.min(untilDue, timed.start() + overdueNanos - now))
                .orElse(untilDue);
    }

    private void warn(Overdue overdue) {
        LOG.warn(
                "{} Attempt {} at record {}@{} has run for {} and ignores its interrupt; it keeps its lane and its permit:\n  {}",
                name,
                overdue.attempt(),
                overdue.partition(),
                overdue.offset(),
                overdue.running(),
                String.join("\n  ", overdue.stack()));
    }

    /**
     * Attempts that have not heeded their interrupt for the grace, oldest first, the first few of them. Their stacks are
     * taken now, on the calling thread. Thread-safe.
     */
    public List<Overdue> overdue() {
        long now = nanoTime.getAsLong();
        return look(withoutQueueing(() -> firstOverdue(now)), now);
    }

    private List<TimedAttempt> firstOverdue(long now) {
        return expired.stream()
                .filter(timed -> isOverdue(timed, now))
                .limit(MOST_SHOWN)
                .toList();
    }

    private List<Overdue> look(List<TimedAttempt> attempts, long now) {
        var seen = new ArrayList<Overdue>(0);
        for (var timed : attempts) {
            var overdue = timed.look(now);
            if (withoutQueueing(() -> expired.contains(timed))) { // or the stack may be that of a later record
                seen.add(overdue);
            }
        }
        return List.copyOf(seen);
    }

    /**
     * What all but record threads do with the lock. In its queue they would wait for a virtual thread that waits for a
     * carrier, and on JDK 21 handlers that pin theirs may have all of them, for as long as nobody interrupts them.
     */
    private <T> T withoutQueueing(Supplier<T> body) {
        while (!lock.tryLock()) {
            LockSupport.parkNanos(this, LOCK_RETRY_NANOS);
        }
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOverdue(TimedAttempt timed, long now) {
        return now - timed.start() >= overdueNanos;
    }
}
