/** Kafka's consumer behind the library's own interface. */
@NullMarked
package io.github.parallelconsumer.internal.kafka;

import org.jspecify.annotations.NullMarked;
