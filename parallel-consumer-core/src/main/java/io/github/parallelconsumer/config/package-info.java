/** What a user chooses: the configuration and its policies. */
@NullMarked
package io.github.parallelconsumer.config;

import org.jspecify.annotations.NullMarked;
