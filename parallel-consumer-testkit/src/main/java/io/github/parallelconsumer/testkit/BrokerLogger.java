package io.github.parallelconsumer.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger of {@link BrokerLog}: one print call per event, so that lines never mix. Thread-safe. */
final class BrokerLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    BrokerLogger(String name) {
        this.name = name;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        StringWriter text = new StringWriter();
        text.append(LocalTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString())
                .append(' ')
                .append(level.toString())
                .append(' ')
                .append(MessageFormatter.basicArrayFormat(pattern, arguments))
                .append(" (")
                .append(name)
                .append(")\n");
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text, true));
        }
        System.out.print(text);
    }
}
