/**
 * Real Kafka brokers for tests and benchmarks, from Maven artifacts alone: each broker is a child JVM that dies
 * with the JVM that started it. Knows nothing of the consumer library. Needs a POSIX system for signals.
 */
@NullMarked
package io.github.parallelconsumer.testkit;

import org.jspecify.annotations.NullMarked;
