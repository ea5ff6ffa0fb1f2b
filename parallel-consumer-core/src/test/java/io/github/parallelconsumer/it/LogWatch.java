package io.github.parallelconsumer.it;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Keeps what this library logs. Thread-safe: the appender holds its own lock. */
final class LogWatch implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.parallelconsumer");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private LogWatch() {
        log.start();
        logger.addAppender(log);
    }

    static LogWatch start() {
        return new LogWatch();
    }

    /** The lines of level WARN. */
    Stream<String> warnings() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage);
    }

    @Override
    public void close() {
        logger.detachAppender(log);
    }
}
