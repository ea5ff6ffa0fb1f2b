package io.github.parallelconsumer.bench.peers;

/**
 * How far a run had come at one moment. Immutable.
 *
 * @param nanos the moment, on {@link System#nanoTime()}'s clock
 * @param handled records handled since the start
 */
record Tick(long nanos, long handled) {}
