/** The entry point: {@link io.github.parallelconsumer.ParallelConsumer}. */
@NullMarked
package io.github.parallelconsumer;

import org.jspecify.annotations.NullMarked;
