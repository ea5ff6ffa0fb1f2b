/** A command line that runs the library against a real broker and checks what it did. */
@NullMarked
package io.github.parallelconsumer.demo;

import org.jspecify.annotations.NullMarked;
