/**
 * How fast the library is: {@link io.github.parallelconsumer.bench.Compare} measures it against a bare consumer on a
 * real broker, the JMH benchmarks measure its parts.
 */
@NullMarked
package io.github.parallelconsumer.bench;

import org.jspecify.annotations.NullMarked;
