package io.github.parallelconsumer.config;

/** How much runs, waits and is remembered at once. Immutable. */
record Limits(int maxConcurrency, int maxInFlight, int maxOffsetSpan, int maxHeldRecords, long maxHeldBytes) {

    static final int DEFAULT_CONCURRENCY = 256;
    static final int DEFAULT_OFFSET_SPAN = 1_000_000;
    static final int DEFAULT_HELD_RECORDS = 100_000;
    static final long DEFAULT_HELD_BYTES = 64L << 20;
    private static final int LEAST_IN_FLIGHT = 10_000;
    /** The completion queue has slots for twice the records in flight and those held, so these bound its memory. */
    static final int MOST_CONCURRENCY = 1_000_000;

    private static final int MOST = 10_000_000;

    /** Checks the limits against each other; {@code maxInFlight} 0 asks for the default. */
    static Limits check(
            int maxConcurrency,
            int maxInFlight,
            int maxOffsetSpan,
            int maxHeldRecords,
            long maxHeldBytes,
            KafkaSettings kafka,
            Errors errors) {
        range("maxConcurrency", maxConcurrency, MOST_CONCURRENCY, errors);
        range("maxOffsetSpan", maxOffsetSpan, MOST, errors);
        range("maxHeld records", maxHeldRecords, MOST, errors);
        if (maxHeldBytes < 1) {
            errors.add("maxHeld bytes", maxHeldBytes, "give a number from 1");
        }
        int least = 2 * Math.clamp(maxConcurrency, 1, MOST_CONCURRENCY) + kafka.maxPollRecordsOrDefault();
        if (maxInFlight != 0 && (maxInFlight < least || maxInFlight > MOST)) {
            errors.add(
                    "maxInFlight",
                    maxInFlight,
                    "give " + least + " (2 x maxConcurrency + max.poll.records) to " + MOST + ", or leave it out");
        }
        return new Limits(
                maxConcurrency,
                maxInFlight == 0 ? Math.max(LEAST_IN_FLIGHT, least) : maxInFlight,
                maxOffsetSpan,
                maxHeldRecords,
                maxHeldBytes);
    }

    private static void range(String setting, int value, int most, Errors errors) {
        if (value < 1 || value > most) {
            errors.add(setting, value, "give a number from 1 to " + most);
        }
    }
}
