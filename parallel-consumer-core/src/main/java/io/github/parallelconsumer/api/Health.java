package io.github.parallelconsumer.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a consumer works, and what stands in its way. Immutable.
 *
 * @param live false when the consumer has failed or its thread stands still: restarting the process may help
 * @param ready true when the consumer is running, its topics exist, a broker answers and commits are acknowledged
 * @param state where the consumer stands in its life
 * @param rebalancing whether partitions are being given up right now
 * @param paused whether the user has paused intake
 * @param blocked the lowest unfinished record of each partition whose attempts fail
 * @param overdue attempts that ignore the interrupt of their deadline, oldest first, at most 20; their permits are missing
 *     to other records, and only restarting the process may end them
 * @param lastCommit when the broker last acknowledged a commit of this consumer
 * @param problems one sentence for each thing that is wrong now; empty when all is well
 */
public record Health(
        boolean live,
        boolean ready,
        ConsumerState state,
        boolean rebalancing,
        boolean paused,
        List<Blocker> blocked,
        List<Overdue> overdue,
        Optional<Instant> lastCommit,
        List<String> problems) {

    /**
     * A record that keeps its lane from going on because its attempts fail.
     *
     * @param partition the record's partition
     * @param offset the record's offset
     * @param attempts how many attempts have failed
     * @param failure how the last of them failed
     */
    public record Blocker(TopicPartition partition, long offset, int attempts, String failure) {}

    /**
     * An attempt that was interrupted because it had taken longer than {@code handlerTimeout}, and has not ended within 5 s
     * of that.
     *
     * @param partition the record's partition, which may have been given up since
     * @param offset the record's offset
     * @param attempt the number of the attempt
     * @param running how long it has run by now
     * @param stack where its thread is now, the innermost call first
     */
    public record Overdue(TopicPartition partition, long offset, int attempt, Duration running, List<String> stack) {}
}
