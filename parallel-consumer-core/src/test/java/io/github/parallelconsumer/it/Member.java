package io.github.parallelconsumer.it;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.Termination;
import java.util.function.Consumer;

/** A member of a test's group in this process. Thread-safe. */
record Member(String name, ParallelConsumer consumer, RecordingHandler handler) implements AutoCloseable {

    static Member start(Group group, String name, RecordingHandler handler, Consumer<Handover> told) {
        return start(group, name, handler, new HandoverObserver(name, told));
    }

    static Member start(Group group, String name, RecordingHandler handler, HandoverObserver observer) {
        var config = group.config(name).observer(observer);
        return new Member(name, ParallelConsumer.start(config.build(), handler), handler);
    }

    /** Closes it and tells how it ended. */
    Termination leave() {
        consumer.close();
        return consumer.termination().toCompletableFuture().join();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
