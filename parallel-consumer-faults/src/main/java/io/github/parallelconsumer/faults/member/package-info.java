/** The consumer of a child process, and its handler. */
@NullMarked
package io.github.parallelconsumer.faults.member;

import org.jspecify.annotations.NullMarked;
