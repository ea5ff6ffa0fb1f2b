/**
 * The ways to consume a topic that are compared, one class each behind {@link
 * io.github.parallelconsumer.bench.contender.Contender}. A further one is a class and a constant of {@link
 * io.github.parallelconsumer.bench.contender.Entry}.
 */
@NullMarked
package io.github.parallelconsumer.bench.contender;

import org.jspecify.annotations.NullMarked;
