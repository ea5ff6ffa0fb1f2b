package io.github.parallelconsumer.internal.exec;

import io.github.parallelconsumer.api.RecordContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a handler sees of one attempt. Immutable, but for the token it looks at. */
record Attempt(AssignmentToken token, int attempt, @Nullable Throwable failureBefore) implements RecordContext {

    @Override
    public Optional<Throwable> lastFailure() {
        return Optional.ofNullable(failureBefore);
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
