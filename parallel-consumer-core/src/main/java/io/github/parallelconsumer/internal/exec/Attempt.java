package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.RecordContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a handler sees of one attempt. Immutable, but for the token and the clock it looks at.
 *
 * @param timed its deadline, or null when it has none
 */
record Attempt(
        AssignmentToken token,
        int attempt,
        @Nullable Setback before,
        @Nullable TimedAttempt timed) implements RecordContext {

    @Override
    public Optional<Throwable> lastFailure() {
        return Optional.ofNullable(before).map(Setback::failure);
    }

    @Override
    public Optional<Duration> timeLeft() {
        return Optional.ofNullable(timed).map(TimedAttempt::timeLeft);
    }

    @Override
    public boolean revoked() {
        return token.closed();
    }

    @Override
    public long assignmentId() {
        return token.id();
    }
}
