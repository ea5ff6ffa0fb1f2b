/** The command that runs the fault suite, and the conductor of a run. */
@NullMarked
package io.github.parallelconsumer.faults;

import org.jspecify.annotations.NullMarked;
