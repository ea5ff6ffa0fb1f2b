package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.api.RecordFailedException;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.batch.BatchExecutor;
import io.github.parallelconsumer.internal.exec.AttemptMeter;
import io.github.parallelconsumer.internal.exec.AttemptTimer;
import io.github.parallelconsumer.internal.exec.AttemptWatch;
import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.internal.exec.DeadLetters;
import io.github.parallelconsumer.internal.exec.DecoderPool;
import io.github.parallelconsumer.internal.exec.FailingRecords;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.Judge;
import io.github.parallelconsumer.internal.exec.LetterOffice;
import io.github.parallelconsumer.internal.exec.Permits;
import io.github.parallelconsumer.internal.exec.RecordRunner;
import io.github.parallelconsumer.internal.exec.WaitNotices;
import io.github.parallelconsumer.internal.kafka.Zstd;
import io.github.parallelconsumer.internal.lane.Lanes;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.poll.CommitCoordinator;
import io.github.parallelconsumer.internal.poll.CommittedMaps;
import io.github.parallelconsumer.internal.poll.Dispatcher;
import io.github.parallelconsumer.internal.poll.FlowControl;
import io.github.parallelconsumer.internal.poll.HeldBound;
import io.github.parallelconsumer.internal.poll.IntakeBreaker;
import io.github.parallelconsumer.internal.poll.LoopControl;
import io.github.parallelconsumer.internal.poll.Partitions;
import io.github.parallelconsumer.internal.poll.PollLoop;
import io.github.parallelconsumer.internal.poll.PositionWatch;
import io.github.parallelconsumer.internal.poll.RebalanceCoordinator;
import io.github.parallelconsumer.internal.poll.SourceWatch;
import io.github.parallelconsumer.internal.poll.ViewBoard;
import io.github.parallelconsumer.internal.scope.ScopeBinding;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.DeadLetterSink;
import io.github.parallelconsumer.spi.Outcome;
import io.github.parallelconsumer.spi.RecordSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The objects of one consumer, connected. Immutable. */
record Wiring(
        RecordSource source,
        PollLoop loop,
        LoopControl control,
        ViewBoard board,
        BatchExecutor executor,
        DecoderPool<?, ?> decoders,
        Optional<LetterOffice> letters,
        ScopeBinding scopes,
        Optional<AttemptTimer> timer) {

    static <K, V> Wiring of(
            String name,
            ParallelConsumerConfig<K, V> config,
            RecordHandler<K, V> handler,
            RecordSource source,
            Optional<DeadLetterSink> sink,
            Lifecycle lifecycle,
            LongSupplier nanoTime) {
        long now = nanoTime.getAsLong();
        var observer = SafeObserver.of(name, config.observer());
        var completions = new CompletionQueue(FlowControl.hardBound(config));
        var notices = new WaitNotices();
        var permits = new Permits(config.maxConcurrency());
        var decoders = new DecoderPool<>(name, config);
        var scopes = ScopeBinding.best(name);
        var control = new LoopControl(source, completions, lifecycle::mustEnd);
        Consumer<Throwable> onDefect = failure -> {
            lifecycle.fail(failure);
            control.wake();
        };
        var timer = config.handlerTimeout().map(timeout -> new AttemptTimer(name, timeout, nanoTime));
        var meter = config.pauseOnFailures().map(policy -> new AttemptMeter());
        var attempts = new AttemptWatch(timer.orElse(null), meter.orElse(null));
        var letters = sink.map(to -> letterOffice(name, config, to, onDefect, nanoTime));
        var deadLetters = letters.<DeadLetters>map(office -> office).orElse(Wiring::noDeadLetters);
        var judge = new Judge(name, config.retry(), deadLetterOnRequest(config));
        var failing = new FailingRecords(name, notices);
        var runner = new RecordRunner<>(handler, decoders, judge, failing, deadLetters, attempts, nanoTime);
        var executor = new BatchExecutor(name, scopes, permits, runner, completions, onDefect, nanoTime);
        var lanes = new Lanes<InFlightRecord>();
        boolean observed = !config.observer().equals(ConsumerObserver.NONE);
        var partitions = new Partitions(completions, notices, lanes, (run, upTo, outcome, current) -> {
            if (observed) { // or reading offsets would cost a cache miss for each record
                for (int i = run.counted(); i < upTo; i++) {
                    observer.ended(run.token().partition(), run.polled(i).offset(), outcome);
                }
            }
            if (current && outcome instanceof Outcome.Stopped stopped) {
                stop(run, stopped, lifecycle);
            }
        });
        var commits =
                new CommitCoordinator(name, config.commit(), config.offsetMap(), partitions, source, observer, now);
        var heldBound = new HeldBound(name, config, partitions);
        var breaker = config.pauseOnFailures()
                .flatMap(policy -> meter.map(counts -> new IntakeBreaker(name, policy, counts, partitions, now)));
        BooleanSupplier intakePaused = () -> lifecycle.userPaused()
                || breaker.map(IntakeBreaker::stopsIntake).orElse(false);
        var flow = new FlowControl(config, partitions, source, heldBound, intakePaused);
        var watch = new SourceWatch(name, config, partitions, source, now);
        Supplier<List<String>> letterProblems =
                () -> letters.map(LetterOffice::problems).orElseGet(List::of);
        var board =
                new ViewBoard(partitions, commits, watch, heldBound, breaker, permits, failing, letterProblems, now);
        var rebalance = new RebalanceCoordinator(
                name,
                config.rebalance(),
                partitions,
                completions,
                commits,
                flow,
                observer,
                nanoTime,
                watch,
                board,
                lifecycle::nanosToClose);
        var codec = new OffsetMapCodec(Zstd::expand);
        var maps = new CommittedMaps(name, config.offsetMap(), partitions, source, codec);
        var dispatcher = new Dispatcher(
                name, config.ordering(), partitions, new PositionWatch(name, source), maps, lanes, executor);
        var parts = new PollLoop.Parts(
                partitions, completions, commits, breaker, flow, dispatcher, rebalance, watch, board, control);
        var loop = new PollLoop(name, parts, source, nanoTime);
        return new Wiring(source, loop, control, board, executor, decoders, letters, scopes, timer);
    }

    /** Whether the thread runs records of this consumer. */
    boolean isRecordThread(Thread thread) {
        return executor.isRecordThread(thread);
    }

    /** Where a letter goes that a handler asks for, whatever the policy says of exhausted records; null when nowhere. */
    private static OnExhausted.@Nullable DeadLetter deadLetterOnRequest(ParallelConsumerConfig<?, ?> config) {
        var byDefault = config.deadLetters().map(letters -> new OnExhausted.DeadLetter(letters.topic()));
        var onExhausted = config.retry().onExhausted() instanceof OnExhausted.DeadLetter to ? to : null;
        return byDefault.orElse(onExhausted);
    }

    private static LetterOffice letterOffice(
            String name,
            ParallelConsumerConfig<?, ?> config,
            DeadLetterSink sink,
            Consumer<Throwable> onDefect,
            LongSupplier nanoTime) {
        boolean dropOversizeValue = config.deadLetters()
                .map(letters -> letters.dropsOversizeValue())
                .orElse(false);
        return new LetterOffice(name, config.groupId(), config::consumes, sink, dropOversizeValue, onDefect, nanoTime);
    }

    private static Outcome noDeadLetters(
            InFlightRecord record,
            int attempts,
            Throwable cause,
            BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic) {
        throw new IllegalStateException("no configuration without a place for dead letters asks for them");
    }

    /** Its attempts are used up, and the policy says that this ends the consumer. */
    private static void stop(InFlightRecord record, Outcome.Stopped stopped, Lifecycle lifecycle) {
        lifecycle.fail(new RecordFailedException(
                record.token().partition(), record.raw().offset(), stopped.attempts(), stopped.cause()));
    }
}
