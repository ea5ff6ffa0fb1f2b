package io.github.parallelconsumer.faults.check;

import java.time.Duration;

/**
 * The times that are guaranteed. Immutable.
 *
 * @param close for {@code close()}: its timeout and 2 s
 * @param progress for a partition: session timeout, drain, the longest that a handler takes, and 5 s
 */
public record Bounds(Duration close, Duration progress) {}
