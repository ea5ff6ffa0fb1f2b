package io.github.parallelconsumer.bench.peers;

/** What a run looks for. Immutable. */
enum Probe {
    /** How fast, and what a record costs, with records enough. */
    RATE,
    /** The same, with full collections all the time, for the live heap; its speed means nothing. */
    LIVE_HEAP,
    /** Whether the live heap grows with the number of records that have passed. */
    HEAP_GROWTH,
    /** How long a record waits for its handler when they come at a steady rate. */
    LATENCY,
    /** What it costs to wait for records. */
    IDLE,
    /** A micro benchmark instead of a consumer. */
    MICRO
}
