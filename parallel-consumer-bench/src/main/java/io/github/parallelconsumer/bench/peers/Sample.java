package io.github.parallelconsumer.bench.peers;

/**
 * What this JVM had done at one moment. Immutable.
 *
 * @param tick the moment, and the records handled by then
 * @param cpuNanos processor time of the whole process, the compilers' and the collector's included
 * @param machineCpuNanos processor time of all processes of the machine, as far as it can be read, else 0
 * @param allocatedBytes bytes allocated by all threads, virtual ones included
 */
record Sample(Tick tick, long cpuNanos, long machineCpuNanos, long allocatedBytes) {}
