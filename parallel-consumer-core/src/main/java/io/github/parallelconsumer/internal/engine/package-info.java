/** Wiring and lifecycle. */
@NullMarked
package io.github.parallelconsumer.internal.engine;

import org.jspecify.annotations.NullMarked;
