package io.github.parallelconsumer.demo.viewer;

/**
 * What the page wants of a producer process; the reply to each of its reports. Immutable.
 *
 * @param ratePerSecond how many records to send a second, or {@link ConsumerSettings#UNCHANGED}
 */
public record ProducerSettings(int ratePerSecond) {}
