/** The consumer thread's loop and its collaborators. */
@NullMarked
package io.github.parallelconsumer.internal.poll;

import org.jspecify.annotations.NullMarked;
