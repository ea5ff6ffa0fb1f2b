package io.github.parallelconsumer.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Keeps what a class, or a package, logs until it is closed. Thread-safe. */
public final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final Logger logger;
    private final @Nullable Level before;

    private Logged(Logger logger) {
        this.logger = logger;
        before = logger.getLevel();
    }

    /** Starts to listen. */
    public static Logged by(Class<?> type) {
        return by(type.getName());
    }

    /** Starts to listen to all loggers below this name. */
    public static Logged by(String name) {
        var logged = new Logged((Logger) LoggerFactory.getLogger(name));
        logged.start();
        logged.logger.addAppender(logged);
        return logged;
    }

    /** Starts to listen, while they log all from this level on. */
    public static Logged by(String name, Level level) {
        var logged = by(name);
        logged.logger.setLevel(level);
        return logged;
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** Level and text of each line. */
    public List<String> messages() {
        return events.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** Each line with all that belongs to it, as a log file would have it. */
    public List<String> lines() {
        return events.stream()
                .map(event ->
                        event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }

    /** The texts of the warnings. */
    public List<String> warnings() {
        return events.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** How many lines came with a stack trace. */
    public long stackTraces() {
        return events.stream()
                .filter(event -> event.getThrowableProxy() != null)
                .count();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
        stop();
    }
}
