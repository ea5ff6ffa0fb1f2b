/**
 * How fast the library's parts are, by JMH, and how well it keeps failing keys from others on a real broker. What measures
 * the whole against its peers is in {@code bench.peers}.
 */
@NullMarked
package io.github.parallelconsumer.bench;

import org.jspecify.annotations.NullMarked;
