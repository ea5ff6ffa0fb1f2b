/**
 * Measures contenders against each other on a real broker: which workloads there are, who takes part, what is measured and
 * how it is told. {@link io.github.parallelconsumer.bench.peers.Peers} is the program.
 */
@NullMarked
package io.github.parallelconsumer.bench.peers;

import org.jspecify.annotations.NullMarked;
