package io.github.parallelconsumer.config;

import org.jspecify.annotations.Nullable;

/** How much runs, waits and is remembered at once. Immutable. */
record Limits(
        int maxConcurrency,
        int maxInFlight,
        long maxInFlightBytes,
        int maxOffsetSpan,
        int maxHeldRecords,
        long maxHeldBytes) {

    static final int DEFAULT_CONCURRENCY = 256;
    static final int DEFAULT_OFFSET_SPAN = 1_000_000;
    static final int DEFAULT_HELD_RECORDS = 100_000;
    private static final int LEAST_IN_FLIGHT = 10_000;
    /** As large as brokers and clients let a record be by default; less is most likely meant in another unit. */
    private static final long LEAST_BYTES = 1 << 20;

    private static final int SHARE_OF_HEAP = 8;
    private static final long MOST_HELD_BYTES_BY_DEFAULT = 64L << 20;
    /** The completion queue has slots for twice the records in flight and those held, so these bound its memory. */
    static final int MOST_CONCURRENCY = 1_000_000;

    private static final int MOST = 10_000_000;

    /** Checks the limits against each other, and fills in what is left out. */
    static Limits check(ConfigBuilder<?, ?> given, KafkaSettings kafka, Errors errors) {
        range("maxConcurrency", given.maxConcurrency, MOST_CONCURRENCY, errors);
        range("maxOffsetSpan", given.maxOffsetSpan, MOST, errors);
        range("maxHeld records", given.maxHeldRecords, MOST, errors);
        return new Limits(
                given.maxConcurrency,
                inFlight(given, kafka, errors),
                inFlightBytes(given.maxInFlightBytes, errors),
                given.maxOffsetSpan,
                given.maxHeldRecords,
                heldBytes(given.maxHeldBytes, errors));
    }

    private static long shareOfHeap() {
        return Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    private static long heldBytes(@Nullable Long given, Errors errors) {
        if (given == null) {
            return Math.min(MOST_HELD_BYTES_BY_DEFAULT, shareOfHeap());
        }
        if (given < 1) {
            errors.add("maxHeld bytes", given, "give a number from 1");
        }
        return given;
    }

    private static int inFlight(ConfigBuilder<?, ?> given, KafkaSettings kafka, Errors errors) {
        int least = 2 * Math.clamp(given.maxConcurrency, 1, MOST_CONCURRENCY) + kafka.maxPollRecordsOrDefault();
        if (given.maxInFlight == null) {
            return Math.max(LEAST_IN_FLIGHT, least);
        }
        if (given.maxInFlight < least || given.maxInFlight > MOST) {
            errors.add(
                    "maxInFlight",
                    given.maxInFlight,
                    "give " + least + " (2 x maxConcurrency + max.poll.records) to " + MOST + ", or leave it out");
        }
        return given.maxInFlight;
    }

    private static long inFlightBytes(@Nullable Long given, Errors errors) {
        if (given == null) {
            return shareOfHeap();
        }
        if (given < LEAST_BYTES) {
            errors.add(
                    "maxInFlightBytes", given, "give " + LEAST_BYTES + " (1 MiB) or more, in bytes, or leave it out");
        }
        return given;
    }

    private static void range(String setting, int value, int most, Errors errors) {
        if (value < 1 || value > most) {
            errors.add(setting, value, "give a number from 1 to " + most);
        }
    }
}
