/** A source of records in memory, for benchmarks, simulation and tests. */
@NullMarked
package io.github.parallelconsumer.internal.memory;

import org.jspecify.annotations.NullMarked;
