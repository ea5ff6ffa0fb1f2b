package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.api.RecordContext;
import java.time.Duration;
import java.util.Optional;

/** The first attempt at any record. Immutable. */
record NoContext() implements RecordContext {

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Optional<Throwable> lastFailure() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> timeLeft() {
        return Optional.empty();
    }

    @Override
    public boolean revoked() {
        return false;
    }

    @Override
    public long assignmentId() {
        return 1;
    }
}
