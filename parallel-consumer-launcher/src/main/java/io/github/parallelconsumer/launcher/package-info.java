/** Starts the programs of this project, also where the default Java is too old for them. */
@NullMarked
package io.github.parallelconsumer.launcher;

import org.jspecify.annotations.NullMarked;
