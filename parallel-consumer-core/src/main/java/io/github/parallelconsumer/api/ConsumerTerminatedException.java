package io.github.parallelconsumer.api;

/** The consumer ended by a failure, which is the {@link #getCause() cause}. */
public final class ConsumerTerminatedException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception for a consumer that failed.
     *
     * @param message which consumer
     * @param cause what made it fail
     */
    public ConsumerTerminatedException(String message, Throwable cause) {
        super(message, cause);
    }
}
