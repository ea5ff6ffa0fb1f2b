package io.github.parallelconsumer.tools;

import io.github.parallelconsumer.api.ParallelConsumerException;
import org.jspecify.annotations.Nullable;

/** Why a redrive could not go on. What it had sent before stays sent, and another run goes on from there. */
public final class RedriveException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    RedriveException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
