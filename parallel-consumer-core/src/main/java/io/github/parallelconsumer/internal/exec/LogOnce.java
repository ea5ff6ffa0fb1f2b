package io.github.parallelconsumer.internal.exec;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** A warning that would come with every record, and is given once. Thread-safe: one atomic flag. */
final class LogOnce {

    private final Logger log;
    private final AtomicBoolean said = new AtomicBoolean();

    LogOnce(Logger log) {
        this.log = log;
    }

    /** The message in the manner of slf4j, and what led to it. */
    void warn(Throwable failure, String message, Object... arguments) {
        if (said.compareAndSet(false, true)) {
            Failures.log(log, Level.WARN, failure, message, arguments);
        }
    }
}
