/** Running one poll's records: the scope's owner and the threads it forks. */
@NullMarked
package io.github.parallelconsumer.internal.batch;

import org.jspecify.annotations.NullMarked;
