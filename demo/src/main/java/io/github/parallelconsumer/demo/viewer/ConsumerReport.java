package io.github.parallelconsumer.demo.viewer;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a consumer process is. Immutable.
 *
 * @param pid its process id
 * @param started when its process started, in milliseconds; in a container every process id is the same
 * @param group with whom it shares the partitions
 * @param state of the consumer, such as RUNNING
 * @param concurrencyUsed handlers that run
 * @param concurrencyCap how many may run at once
 * @param inFlight records polled and not finished
 * @param finished records finished since the start
 * @param p50Millis half of the recent attempts took at most this long
 * @param p99Millis 99 in 100 of the recent attempts took at most this long
 * @param failedAttempts attempts that failed, each of which is retried or has the record given up
 * @param deadLetters records given up as dead letters
 * @param memoryBytes what the JVM's heap holds
 * @param cpu how many processors' worth of time the process takes
 * @param handlerMillis how long its handler takes at present; negative when that is nothing fixed
 * @param failurePercent how many attempts in 100 fail at present
 * @param partitions what is assigned
 * @param events of rebalances, since the report that the viewer has answered last
 */
public record ConsumerReport(
        long pid,
        long started,
        String group,
        String state,
        int concurrencyUsed,
        int concurrencyCap,
        int inFlight,
        long finished,
        double p50Millis,
        double p99Millis,
        long failedAttempts,
        long deadLetters,
        long memoryBytes,
        double cpu,
        int handlerMillis,
        int failurePercent,
        List<PartitionReport> partitions,
        List<RebalanceEvent> events) {

    /** Refuses one that lacks something: it comes from the network. */
    public ConsumerReport {
        requireNonNull(group, "group");
        requireNonNull(state, "state");
        partitions = List.copyOf(partitions);
        events = List.copyOf(events);
    }

    /** The same, with these events. */
    ConsumerReport with(List<RebalanceEvent> others) {
        return new ConsumerReport(
                pid,
                started,
                group,
                state,
                concurrencyUsed,
                concurrencyCap,
                inFlight,
                finished,
                p50Millis,
                p99Millis,
                failedAttempts,
                deadLetters,
                memoryBytes,
                cpu,
                handlerMillis,
                failurePercent,
                partitions,
                others);
    }

    /** Whether the same process reports here as there. */
    boolean sameProcess(ConsumerReport other) {
        return pid == other.pid && started == other.started;
    }
}
