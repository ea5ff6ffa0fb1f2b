/** What happened in a run, as the processes and the brokers wrote it down. */
@NullMarked
package io.github.parallelconsumer.faults.ledger;

import org.jspecify.annotations.NullMarked;
