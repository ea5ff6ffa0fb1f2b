/** The library on a real Kafka: members of a group, what they did, and whether that was right. */
@NullMarked
package io.github.parallelconsumer.it;

import org.jspecify.annotations.NullMarked;
