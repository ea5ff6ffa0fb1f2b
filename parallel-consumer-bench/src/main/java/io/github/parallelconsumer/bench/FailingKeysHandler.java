package io.github.parallelconsumer.bench;

import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Waits as a real handler would, and fails for some keys until it is told that they are well. Thread-safe: concurrent
 * counters and a flag.
 */
final class FailingKeysHandler {

    private static final int MILLIS = 10;

    private final IsolationPlan plan;
    private final IsolationPlan.Failing failing;
    private final LongAdder healthy = new LongAdder();
    private final LongAdder healthyElsewhere = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private volatile boolean well;

    FailingKeysHandler(IsolationPlan plan, IsolationPlan.Failing failing) {
        this.plan = plan;
        this.failing = failing;
    }

    void handle(ConsumerRecord<Integer, byte[]> record) throws InterruptedException {
        Thread.sleep(MILLIS);
        int key = record.key();
        if (plan.fails(failing, key)) {
            if (!well) {
                throw new IllegalStateException("The store of key " + key + " does not answer");
            }
            recovered.increment();
        } else if (!plan.fails(IsolationPlan.Failing.EVERYWHERE, key)) { // in the clean run the same keys are left out
            healthy.increment();
        }
        if (!plan.isConcerned(record.partition())) {
            healthyElsewhere.increment();
        }
    }

    /** From now on no key fails. */
    void recover() {
        well = true;
    }

    /** Records handled of keys that do not fail in the run with failing keys everywhere. */
    long healthy() {
        return healthy.sum();
    }

    /** Records handled of partitions without failing keys in the run that reaches its bound. */
    long healthyElsewhere() {
        return healthyElsewhere.sum();
    }

    /** Records handled of keys that failed before. */
    long recovered() {
        return recovered.sum();
    }
}
