package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.RecordContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a handler sees of one attempt. Immutable, but for the token it looks at. */
record Attempt(AssignmentToken token, int attempt, @Nullable Setback before) implements RecordContext {

    @Override
    public Optional<Throwable> lastFailure() {
        return Optional.ofNullable(before).map(Setback::failure);
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
