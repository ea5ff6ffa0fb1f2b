package io.github.parallelconsumer.api;

import java.util.Optional;

/**
 * How a consumer ended. Immutable.
 *
 * @param drained records that were running when the end began and finished in time; their offsets were committed
 *     wherever the records below them were finished too
 * @param interrupted records that were still running at the deadline and were interrupted; they come again
 * @param dropped records that were polled but not running; they come again
 * @param cause what made the consumer fail; empty after an ordinary close
 */
public record Termination(int drained, int interrupted, int dropped, Optional<Throwable> cause) {}
