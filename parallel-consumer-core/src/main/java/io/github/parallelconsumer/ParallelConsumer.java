package io.github.parallelconsumer;

import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.ConsumerTerminatedException;
import io.github.parallelconsumer.api.Health;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.api.Snapshot;
import io.github.parallelconsumer.api.Termination;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.engine.Engine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A member of a Kafka consumer group that handles the records it polls on virtual threads, many at once, keeps their
 * order as configured, and commits an offset only when every record below it is finished. Thread-safe.
 */
public final class ParallelConsumer implements AutoCloseable {

    private final Engine engine;

    private ParallelConsumer(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts a consumer and returns; it does not wait for a broker.
     *
     * @param config what to consume, and how
     * @param handler what to do with each record
     * @param <K> type of the keys
     * @param <V> type of the values
     * @throws io.github.parallelconsumer.api.ConfigurationException if Kafka's client refuses its settings, or is older
     *     than 4.1; nothing of the consumer is left then
     */
    public static <K, V> ParallelConsumer start(ParallelConsumerConfig<K, V> config, RecordHandler<K, V> handler) {
        require("the configuration", config);
        require("the handler", handler);
        return new ParallelConsumer(Engine.start(config, handler));
    }

    /** Before there is anything to close. */
    private static void require(String part, @Nullable Object given) {
        if (given == null) {
            throw new ConfigurationException(List.of(part + " is missing: do not give null"));
        }
    }

    /** {@link #close(Duration)} with the configured {@code shutdownTimeout}. */
    @Override
    public void close() {
        engine.close();
    }

    /**
     * Stops intake, lets running records finish, interrupts what is left, commits and leaves the group, all within the
     * timeout; then returns. Closing again waits for the same end. Called from a handler it requests the end and returns
     * at once, since the handler itself is waited for. A thread that is interrupted while it waits returns with its
     * interrupt flag set; the closing goes on.
     *
     * @param timeout one deadline for all of it
     */
    public void close(Duration timeout) {
        engine.close(timeout);
    }

    /** Stops intake. Running records finish, records polled before are handled, membership of the group is kept. */
    public void pause() {
        engine.pause();
    }

    /** Takes intake up again. */
    public void resume() {
        engine.resume();
    }

    /** Where this consumer stands in its life. */
    public ConsumerState state() {
        return engine.state();
    }

    /** Whether this consumer works, and what stands in its way. */
    public Health health() {
        return engine.health();
    }

    /**
     * The newest view of this consumer, at most about a second old, a tenth of a second under load. For a second after
     * each call the consumer thread draws the strips as well, which takes a walk over all records in flight and held, at
     * most ten times a second. Thread-safe, does not block.
     */
    public Snapshot snapshot() {
        return engine.snapshot();
    }

    /** Completes when this consumer has ended, ordinarily or by a failure; never exceptionally. */
    public CompletionStage<Termination> termination() {
        return engine.termination();
    }

    /**
     * Waits until this consumer has ended.
     *
     * @throws ConsumerTerminatedException if it ended by a failure
     * @throws InterruptedException if the waiting thread is interrupted; the consumer goes on
     */
    public void awaitTermination() throws InterruptedException {
        engine.awaitTermination();
    }
}
