package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.ConsumerTerminatedException;
import io.github.parallelconsumer.api.Health;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.api.Snapshot;
import io.github.parallelconsumer.api.Termination;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.exec.AttemptTimer;
import io.github.parallelconsumer.internal.kafka.ClientVersion;
import io.github.parallelconsumer.internal.kafka.KafkaRecordSource;
import io.github.parallelconsumer.internal.poll.LoopView;
import io.github.parallelconsumer.spi.DeadLetterSink;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running consumer: its thread, its life, and what others may ask of it. Thread-safe: through {@link Lifecycle}. */
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** How long {@code close} outlasts its timeout before it returns without the end it waits for. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String name;
    private final ParallelConsumerConfig<?, ?> config;
    private final LongSupplier nanoTime;
    private final Lifecycle lifecycle;
    private final Wiring wiring;
    private final Thread consumerThread;
    private final JvmShutdown jvmShutdown;

    private <K, V> Engine(
            ParallelConsumerConfig<K, V> config,
            RecordHandler<K, V> handler,
            RecordSource source,
            Optional<DeadLetterSink> sink,
            LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
        name = "[" + config.groupId() + "/" + config.clientId() + "]";
        lifecycle = new Lifecycle(nanoTime);
        wiring = Wiring.of(name, config, handler, source, sink, lifecycle, nanoTime);
        jvmShutdown = config.closeOnJvmShutdown() ? JvmShutdown.closing(this::close, name) : JvmShutdown.NONE;
        consumerThread = new Thread(this::run, "consumer " + name);
    }

    /** Starts a consumer on Kafka. */
    public static <K, V> Engine start(ParallelConsumerConfig<K, V> config, RecordHandler<K, V> handler) {
        ClientVersion.check();
        return start(config, handler, KafkaRecordSource.create(config, System::nanoTime));
    }

    /** Starts a consumer on any source. */
    public static <K, V> Engine start(
            ParallelConsumerConfig<K, V> config, RecordHandler<K, V> handler, RecordSource source) {
        var engine = create(config, handler, source);
        engine.consumerThread.start();
        return engine;
    }

    private static <K, V> Engine create(
            ParallelConsumerConfig<K, V> config, RecordHandler<K, V> handler, RecordSource source) {
        Optional<DeadLetterSink> sink = Optional.empty();
        try {
            sink = DeadLetterSinks.of(config);
            return new Engine(config, handler, source, sink, System::nanoTime);
        } catch (RuntimeException e) {
            closeAfter(e, () -> source.close(Duration.ZERO));
            sink.ifPresent(made -> closeAfter(e, () -> made.close(Duration.ZERO)));
            throw e;
        }
    }

    private static void closeAfter(RuntimeException failure, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void run() {
        new ConsumerThread(name, config, wiring, lifecycle).run();
        jvmShutdown.forget();
    }

    /** Closes within the configured time. */
    public void close() {
        close(config.shutdownTimeout());
    }

    /** Closes within the timeout. */
    public void close(Duration timeout) {
        lifecycle.requestClose(timeout);
        wiring.control().wake();
        if (Thread.currentThread() == consumerThread || wiring.isRecordThread(Thread.currentThread())) {
            return; // the end waits for this very thread
        }
        var longest = lifecycle.timeToClose(timeout).plus(GRACE);
        try {
            lifecycle.termination().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("{} Not closed within {}; closing goes on in the background", name, longest);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the termination never completes exceptionally", e);
        }
    }

    /** Stops intake. */
    public void pause() {
        lifecycle.userPaused(true);
        wiring.control().wake();
    }

    /** Takes intake up again. */
    public void resume() {
        lifecycle.userPaused(false);
        wiring.control().wake();
    }

    /** Where the consumer stands. */
    public ConsumerState state() {
        return lifecycle.state(view().joined());
    }

    /** What the consumer thread let others see last. */
    public Snapshot snapshot() {
        wiring.board().askForStrips(nanoTime.getAsLong());
        var view = view();
        return new Snapshot(
                lifecycle.state(view.joined()),
                view.inFlight(),
                view.inFlightBytes(),
                view.held().records(),
                view.held().bytes(),
                view.permitsInUse(),
                view.finished(),
                view.partitions());
    }

    /** Whether the consumer works. */
    public Health health() {
        var view = view();
        var state = lifecycle.state(view.joined());
        boolean ended = state == ConsumerState.CLOSED || state == ConsumerState.FAILED;
        boolean moves =
                nanoTime.getAsLong() - view.tick() <= config.maxPollInterval().toNanos();
        return new Health(
                state != ConsumerState.FAILED && (ended || moves),
                state == ConsumerState.RUNNING && moves && view.problems().isEmpty(),
                state,
                view.releasing(),
                lifecycle.userPaused(),
                view.blocked(),
                wiring.timer().map(AttemptTimer::overdue).orElse(List.of()),
                view.circuit(),
                view.lastCommit(),
                view.allProblems());
    }

    /** Completes at the end. */
    public CompletionStage<Termination> termination() {
        return lifecycle.termination().minimalCompletionStage();
    }

    /** Waits for the end. */
    public void awaitTermination() throws InterruptedException {
        try {
            var cause = lifecycle.termination().get().cause();
            if (cause.isPresent()) {
                throw new ConsumerTerminatedException("consumer " + name + " failed: " + cause.get(), cause.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the termination never completes exceptionally", e);
        }
    }

    private LoopView view() {
        return wiring.board().view();
    }
}
