/** Tools for those who run consumers of this library: {@link io.github.parallelconsumer.tools.DeadLetterRedrive}. */
@NullMarked
package io.github.parallelconsumer.tools;

import org.jspecify.annotations.NullMarked;
