/** The commands of this project and what they share. Not for use by other programs. */
@NullMarked
package io.github.parallelconsumer.tools.cli;

import org.jspecify.annotations.NullMarked;
