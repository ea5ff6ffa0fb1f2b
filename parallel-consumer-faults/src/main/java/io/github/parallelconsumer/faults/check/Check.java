package io.github.parallelconsumer.faults.check;

/** Decides about one guarantee. Stateless. */
@FunctionalInterface
interface Check {

    Finding of(History history);
}
