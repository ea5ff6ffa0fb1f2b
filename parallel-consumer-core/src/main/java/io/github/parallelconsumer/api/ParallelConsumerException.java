package io.github.parallelconsumer.api;

import org.jspecify.annotations.Nullable;

/** The ancestor of this library's own exceptions. */
public class ParallelConsumerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with its reason.
     *
     * @param message what happened, and what helps
     * @param cause what led to it, or null
     */
    public ParallelConsumerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
