/** What a user of the library sees of records, states and failures. */
@NullMarked
package io.github.parallelconsumer.api;

import org.jspecify.annotations.NullMarked;
