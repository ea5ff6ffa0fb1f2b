package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.spi.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How many records have failed and not ended, and what the log says of those that are held. Thread-safe: atomic counts.
 * Meeting place of record threads and the consumer thread.
 */
public final class FailingRecords {

    private static final Logger LOG = LoggerFactory.getLogger(FailingRecords.class);

    private static final String HELD =
            "{} Record {} is held after {} failed attempt(s): its lane waits until an attempt succeeds";

    private final String name;
    private final WaitNotices notices;
    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();

    /**
     * None.
     *
     * @param name what log lines call the consumer
     * @param notices tells the consumer thread
     */
    public FailingRecords(String name, WaitNotices notices) {
        this.name = name;
        this.notices = notices;
    }

    /** Whether there are any. */
    public boolean any() {
        return failing.get() > 0;
    }

    /** Notes that a record waits because of its newest setback, the first or a further one. By the record's thread. */
    void waits(InFlightRecord record, @Nullable Setback before, Setback now) {
        if (before == null) {
            failing.incrementAndGet();
        }
        notices.waits(record);
        if (isHeld(now) && !isHeld(before)) {
            beginsToBeHeld(record, now);
        } else if (isHeld(before) && !isHeld(now)) {
            goesOn(record, now.attempts());
        }
    }

    /** Notes that a record has ended, after setbacks of which this is the last. By the record's thread. */
    void ended(InFlightRecord record, Setback last, Outcome outcome) {
        failing.decrementAndGet();
        if (isHeld(last)) {
            if (outcome.finished()) {
                goesOn(record, last.attempts());
            } else {
                held.decrementAndGet(); // its partition goes, which is told elsewhere
            }
        }
    }

    /** With the stack trace for the first alone: what ails one record often ails thousands. */
    private void beginsToBeHeld(InFlightRecord record, Setback setback) {
        if (held.getAndIncrement() == 0) {
            Failures.log(LOG, Level.WARN, setback.failure(), HELD, name, record.place(), setback.attempts());
        } else {
            LOG.warn(HELD + ": {}", name, record.place(), setback.attempts(), Failures.describe(setback.failure()));
        }
    }

    private void goesOn(InFlightRecord record, int failedAttempts) {
        held.decrementAndGet();
        LOG.info(
                "{} Record {} goes on, which was held after {} failed attempt(s)",
                name,
                record.place(),
                failedAttempts);
    }

    private static boolean isHeld(@Nullable Setback setback) {
        return setback != null && setback.next() == Setback.Next.HELD_RETRY;
    }
}
