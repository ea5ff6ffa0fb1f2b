/** The processes of the demo: what a producer and a consumer do, and how they are started and watched. */
@NullMarked
package io.github.parallelconsumer.demo.process;

import org.jspecify.annotations.NullMarked;
