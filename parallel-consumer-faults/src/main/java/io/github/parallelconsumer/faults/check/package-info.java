/** Which guarantees a ledger shows to have held. */
@NullMarked
package io.github.parallelconsumer.faults.check;

import org.jspecify.annotations.NullMarked;
