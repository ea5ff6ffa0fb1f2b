package io.github.parallelconsumer.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a consumer works, and what stands in its way. Immutable.
 *
 * <p>A record that is held is one of the {@code problems}, but leaves the consumer {@code ready}: it costs its own lane, and
 * to take a process out of service for it would cost all others too, and help nothing, as the record would come again.
 *
 * @param live false when the consumer has failed or its thread stands still: restarting the process may help
 * @param ready true when the consumer is running and there are no problems: topics exist, a broker answers, commits are
 *     acknowledged, failures do not stop intake
 * @param state where the consumer stands in its life
 * @param rebalancing whether partitions are being given up right now
 * @param paused whether the user has paused intake
 * @param blocked the records that keep their lanes from going on because they fail: of each partition those with the lowest
 *     offsets, at most ten
 * @param overdue attempts that ignore the interrupt of their deadline, oldest first, at most 20; their permits are missing
 *     to other records, and only restarting the process may end them
 * @param circuit where the circuit breaker stands; empty without {@code pauseOnFailures}
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
        Optional<Circuit> circuit,
        Optional<Instant> lastCommit,
        List<String> problems) {

    /**
     * A record that keeps its lane from going on because it fails.
     *
     * @param partition the record's partition
     * @param offset the record's offset
     * @param attempts how many attempts have failed
     * @param failure how the last of them failed, or why the record's dead letter could not be stored
     * @param waitsFor what the record waits for, unless it is being tried right now
     */
    public record Blocker(TopicPartition partition, long offset, int attempts, String failure, WaitsFor waitsFor) {}

    /** What a failing record waits for. */
    public enum WaitsFor {
        /** Another attempt. */
        RETRY,
        /** Another attempt, although its attempts are used up: it is held, since its lane must not go on without it. */
        HELD_RETRY,
        /** That its dead letter is stored. */
        DEAD_LETTER
    }

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

    /**
     * Where the circuit breaker of {@code pauseOnFailures} stands.
     *
     * @param state whether it lets records in
     * @param reason why, in numbers
     */
    public record Circuit(State state, String reason) {

        /** Whether a circuit breaker lets records in. */
        public enum State {
            /** All of them: few attempts fail. */
            CLOSED,
            /** None: too many attempts failed. */
            OPEN,
            /** A few, to see whether they succeed. */
            HALF_OPEN
        }
    }
}
