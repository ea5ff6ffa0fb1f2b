package io.github.parallelconsumer.demo.viewer;

/**
 * How a producer process is. Immutable.
 *
 * @param pid its process id
 * @param ratePerSecond the rate it is to keep
 * @param sent records sent
 * @param acknowledged records that the broker has acknowledged
 */
public record ProducerReport(long pid, int ratePerSecond, long sent, long acknowledged) {}
