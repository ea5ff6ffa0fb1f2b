/** Lanes: the order of records within one key or one partition, kept across batches. */
@NullMarked
package io.github.parallelconsumer.internal.lane;

import org.jspecify.annotations.NullMarked;
