package io.github.parallelconsumer.api;

/**
 * Thrown by a handler to give the record up at once, whatever the retry policy says: the record counts as finished, its
 * lane goes on, and only the observer is told why.
 */
public final class SkipRecordException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception that ends its record.
     *
     * @param reason why the record is given up
     */
    public SkipRecordException(String reason) {
        super(reason, null);
    }
}
