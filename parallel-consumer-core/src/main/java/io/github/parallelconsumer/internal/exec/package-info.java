/** Running one record: its state, its attempts, its permit, the way its completion takes back. */
@NullMarked
package io.github.parallelconsumer.internal.exec;

import org.jspecify.annotations.NullMarked;
