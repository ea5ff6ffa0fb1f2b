/** The stories that the demo tells with real processes and a real broker, and what has to be true in each. */
@NullMarked
package io.github.parallelconsumer.demo.scenario;

import org.jspecify.annotations.NullMarked;
