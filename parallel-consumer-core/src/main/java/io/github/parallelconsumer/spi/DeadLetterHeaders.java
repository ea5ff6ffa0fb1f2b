package io.github.parallelconsumer.spi;

/**
 * The names of the headers that a dead letter carries beside those of the original record. All values are UTF-8 text,
 * numbers in decimal. Headers of these names that the original record carried are replaced.
 */
public final class DeadLetterHeaders {

    /** What every name begins with. */
    public static final String PREFIX = "pc-dlt-";
    /** The topic the record came from. */
    public static final String TOPIC = PREFIX + "topic";
    /** The partition the record came from. */
    public static final String PARTITION = PREFIX + "partition";
    /** The record's offset in that partition. */
    public static final String OFFSET = PREFIX + "offset";
    /** The record's own timestamp, in milliseconds since 1970. */
    public static final String TIMESTAMP = PREFIX + "timestamp";
    /** The consumer group that gave the record up. */
    public static final String GROUP = PREFIX + "group";
    /** How many attempts failed; 0 for a record that never ran because one before it in its lane failed. */
    public static final String ATTEMPTS = PREFIX + "attempts";
    /** The class of the failure. */
    public static final String EXCEPTION = PREFIX + "exception";
    /** The failure's message; left out when it has none. */
    public static final String MESSAGE = PREFIX + "message";
    /** The failure's stack trace, cut to a length that keeps the letter small. */
    public static final String STACK_TRACE = PREFIX + "stacktrace";
    /** How many bytes the value had; only where the value was dropped because the letter would have been too large. */
    public static final String DROPPED_VALUE = PREFIX + "dropped-value";
    /** How often the record was sent back to its topic; kept on the record that is sent back. */
    public static final String REDRIVES = PREFIX + "redrives";

    private DeadLetterHeaders() {}
}
