package io.github.parallelconsumer.it;

import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.it.Event.Kind;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells of every start and end, and counts how many run at once. Thread-safe, as far as whom it tells is. */
final class RecordingHandler implements RecordHandler<String, String> {

    private final String member;
    private final Consumer<Event> told;
    private final RecordHandler<String, String> body;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    RecordingHandler(String member, Consumer<Event> told, RecordHandler<String, String> body) {
        this.member = member;
        this.told = told;
        this.body = body;
    }

    /** Stands in for a handler that waits for something else, such as a database. */
    static RecordHandler<String, String> busyFor(long micros) {
        return (record, context) -> {
            LockSupport.parkNanos(micros * 1_000);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while it handled " + record.offset());
            }
        };
    }

    /** Never ends with the records at an offset. */
    static RecordHandler<String, String> holding(long offset, RecordHandler<String, String> others) {
        return (record, context) -> {
            if (record.offset() == offset) {
                new CountDownLatch(1).await();
            }
            others.handle(record, context);
        };
    }

    @Override
    public void handle(ConsumerRecord<String, String> record, RecordContext context) throws Exception {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        boolean done = false;
        try {
            told.accept(Event.now(member, Kind.STARTED, record));
            body.handle(record, context);
            done = true;
        } finally {
            told.accept(Event.now(member, done ? Kind.DONE : Kind.FAILED, record));
            running.decrementAndGet();
        }
    }

    int running() {
        return running.get();
    }

    int mostRunning() {
        return mostRunning.get();
    }
}
