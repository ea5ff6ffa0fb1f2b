package io.github.parallelconsumer.internal.engine;

import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.exec.LetterOffice;
import io.github.parallelconsumer.internal.poll.LoopView;
import io.github.parallelconsumer.spi.RecordSource;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A consumer without its thread, for tests outside this package that take its turns. Confined to the thread that plays the
 * consumer thread.
 */
public final class LoneConsumer {

    private static final Duration REAL_PATIENCE = Duration.ofSeconds(10);

    private final Duration shutdownTimeout;
    private final Lifecycle lifecycle;
    private final Wiring wiring;

    /** A consumer that has asked for its first assignment. */
    public LoneConsumer(
            ParallelConsumerConfig<byte[], byte[]> config,
            RecordHandler<byte[], byte[]> handler,
            RecordSource source,
            LongSupplier clock) {
        shutdownTimeout = config.shutdownTimeout();
        lifecycle = new Lifecycle(clock);
        wiring = Wiring.of("[g/c]", config, handler, source, config.deadLetterSink(), lifecycle, clock);
        wiring.letters().ifPresent(LetterOffice::start);
        wiring.loop().start();
    }

    /** One turn, which waits for nothing. */
    public void turn() {
        stayAwake();
        wiring.loop().runOnce();
    }

    /** Keeps the consumer thread from parking the next time. */
    public void stayAwake() {
        wiring.control().wake();
    }

    public void userPaused(boolean paused) {
        lifecycle.userPaused(paused);
    }

    /** What ended the consumer, or null. */
    public @Nullable Throwable failure() {
        return lifecycle.failure();
    }

    /** Ends the consumer on a failure of a turn. */
    public void fail(Throwable failure) {
        lifecycle.fail(failure);
    }

    /** Drains, and shows what is so now. */
    public LoopView view() {
        wiring.loop().settle();
        return wiring.board().view();
    }

    /** The first half of an orderly end: gives everything up and leaves. */
    public void leave() {
        lifecycle.drain();
        wiring.loop().close(lifecycle.timeToClose(shutdownTimeout));
        wiring.source().close(wiring.loop().timeToLeave(lifecycle.timeToClose(shutdownTimeout)));
    }

    /** Lets nothing start any more and interrupts what runs. */
    public void abandon() {
        wiring.loop().abandon();
    }

    /** The second half of the end, when no handler runs any more; returns how many batches are left. */
    public int end() throws InterruptedException {
        wiring.executor().end(Duration.ZERO); // nothing moves any more, so those that have not ended never will
        if (wiring.letters().isPresent()) {
            wiring.letters().get().close(REAL_PATIENCE);
        }
        wiring.decoders().close();
        return wiring.executor().running();
    }

    /** Whether the one platform thread that works for record threads has nothing to do. */
    public boolean lettersIdle() {
        if (wiring.letters().isEmpty()) {
            return true;
        }
        var sender = field(wiring.letters().get(), "sender");
        var outbox = (Queue<?>) field(sender, "outbox");
        var thread = (Thread) field(sender, "thread");
        // in this order: a thread that has taken a letter has been seen to run until it waits anew
        boolean waits = outbox.isEmpty() && thread.getState() == Thread.State.WAITING;
        return waits || !thread.isAlive();
    }

    private static Object field(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
