package io.github.parallelconsumer.demo;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Watches every handler call of a run and finds what the library must not do. Record i of the run has the value i.
 * Thread-safe: atomics, and each lane has its own lock.
 */
final class Check {

    private final int records;
    private final OrderingOption ordering;
    /** One bit a record, set once a call for it has returned. */
    private final AtomicLongArray handled;

    private final CountDownLatch unhandled;
    private final ConcurrentHashMap<Object, LaneCheck> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final LongAccumulator mostRunning = new LongAccumulator(Math::max, 0);
    private final LongAdder calls = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder orderViolations = new LongAdder();

    Check(int records, OrderingOption ordering) {
        this.records = records;
        this.ordering = ordering;
        handled = new AtomicLongArray(records / Long.SIZE + 1);
        unhandled = new CountDownLatch(records);
    }

    /** What was found. Immutable. */
    record Findings(long processed, long lost, long duplicates, long orderViolations, int maxConcurrencySeen) {}

    /** What a handler does besides being watched. */
    @FunctionalInterface
    interface Body {

        void run() throws InterruptedException;
    }

    /** One handler call. It counts as processed only if its body returns. */
    void call(ConsumerRecord<String, String> consumed, Body body) throws InterruptedException {
        mostRunning.accumulate(running.incrementAndGet());
        try {
            var number = number(consumed);
            var lane = ordering.lane(consumed);
            if (lane.isPresent()) {
                callInLane(lanes.computeIfAbsent(lane.get(), id -> new LaneCheck()), consumed.offset(), number, body);
            } else {
                body.run();
            }
            returned(number);
        } finally {
            running.decrementAndGet();
        }
    }

    private void callInLane(LaneCheck lane, long offset, int number, Body body) throws InterruptedException {
        if (!lane.enter(offset, isHandled(number))) {
            orderViolations.increment();
        }
        try {
            body.run();
        } finally {
            lane.leave();
        }
    }

    private int number(ConsumerRecord<String, String> consumed) {
        var number = Integer.parseInt(consumed.value());
        if (number < 0 || number >= records) {
            throw new IllegalArgumentException("Record " + number + " is none of this run");
        }
        return number;
    }

    private boolean isHandled(int number) {
        return (handled.get(number / Long.SIZE) & bit(number)) != 0;
    }

    private void returned(int number) {
        calls.increment();
        var before = handled.getAndAccumulate(number / Long.SIZE, bit(number), (word, set) -> word | set);
        if ((before & bit(number)) == 0) {
            unhandled.countDown();
        } else {
            duplicates.increment();
        }
    }

    private static long bit(int number) {
        return 1L << (number % Long.SIZE);
    }

    /** Whether every record has been handled, waiting that long for it. */
    boolean awaitAll(Duration time) throws InterruptedException {
        return unhandled.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many records have been handled. */
    long handled() {
        return records - unhandled.getCount();
    }

    /** Final once no handler runs any more. */
    Findings findings() {
        return new Findings(
                calls.sum(),
                unhandled.getCount(),
                duplicates.sum(),
                orderViolations.sum(),
                Math.toIntExact(mostRunning.get()));
    }
}
