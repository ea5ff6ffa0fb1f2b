package io.github.parallelconsumer.bench;

import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What each contender does with a record: touches it, sleeps for as long as a real handler would wait, and counts it.
 * Thread-safe: holds a concurrent counter.
 */
final class SimulatedHandler {

    private final int millis;
    private final LongAdder handled = new LongAdder();

    SimulatedHandler(int millis) {
        this.millis = millis;
    }

    void handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (record.value().length == 0) {
            throw new IllegalStateException("An empty value at " + record.partition() + "@" + record.offset());
        }
        if (millis > 0) {
            Thread.sleep(millis);
        }
        handled.increment();
    }

    /** How many records were handled so far. */
    long handled() {
        return handled.sum();
    }
}
