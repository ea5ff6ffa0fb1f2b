package io.github.parallelconsumer.demo.viewer;

import java.util.List;

/**
 * How a consumer process is. Immutable.
 *
 * @param pid its process id
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
 * @param events of rebalances, since the report before
 */
public record ConsumerReport(
        long pid,
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
        List<RebalanceEvent> events) {}
