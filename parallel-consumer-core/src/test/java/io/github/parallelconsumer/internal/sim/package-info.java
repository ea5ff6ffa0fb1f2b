/** The consumer side under a seeded scheduler, on one carrier thread. */
@NullMarked
package io.github.parallelconsumer.internal.sim;

import org.jspecify.annotations.NullMarked;
