package io.github.parallelconsumer.api;

/**
 * Thrown by a handler to send the record to the dead letter topic at once, whatever the retry policy says. Where no topic
 * is configured, the record's attempts count as used up instead, and the log says so once.
 */
public final class DeadLetterException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception that ends its record.
     *
     * @param cause why the record is given up, which its dead letter tells
     */
    public DeadLetterException(Throwable cause) {
        super("the handler gives the record up", cause);
    }
}
