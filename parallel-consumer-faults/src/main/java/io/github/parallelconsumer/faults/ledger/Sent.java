package io.github.parallelconsumer.faults.ledger;

/**
 * A record that the brokers have acknowledged. Immutable.
 *
 * @param nanos when the acknowledgement came
 */
public record Sent(long nanos, Place place, String key) {}
