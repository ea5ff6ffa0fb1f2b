/** Which delivered offsets of a partition are finished, and how that is written next to its commit. */
@NullMarked
package io.github.parallelconsumer.internal.offset;

import org.jspecify.annotations.NullMarked;
