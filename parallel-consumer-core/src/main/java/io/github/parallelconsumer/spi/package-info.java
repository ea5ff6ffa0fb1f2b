/** Extension points: where records come from, who is told what becomes of them. */
@NullMarked
package io.github.parallelconsumer.spi;

import org.jspecify.annotations.NullMarked;
