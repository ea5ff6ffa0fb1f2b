package io.github.parallelconsumer.it;

import io.github.parallelconsumer.testkit.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker again and again what a group has committed, and checks that no commit is ahead of a record that is not
 * done. For topics that have a record at each offset. Thread-safe; looks on a thread of its own.
 */
final class CommitWatch implements AutoCloseable {

    private final TestKafka kafka;
    private final String group;
    private final Ledger ledger;
    private final Runnable beforeLedger;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Map<?, ?> before = Map.of();
    private final AtomicInteger changes = new AtomicInteger();

    private CommitWatch(TestKafka kafka, String group, Ledger ledger, Runnable beforeLedger) {
        this.kafka = kafka;
        this.group = group;
        this.ledger = ledger;
        this.beforeLedger = beforeLedger;
    }

    /**
     * Starts to look.
     *
     * @param beforeLedger run between the question and the look at the ledger, to bring that up to date
     */
    @SuppressWarnings("FutureReturnValueIgnored") // look() throws nothing
    static CommitWatch start(TestKafka kafka, String group, Ledger ledger, Runnable beforeLedger) {
        var watch = new CommitWatch(kafka, group, ledger, beforeLedger);
        watch.timer.scheduleWithFixedDelay(watch::look, 0, 20, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            var committed = kafka.committedOffsets(group);
            beforeLedger.run();
            check(committed);
            if (!committed.equals(before)) {
                before = committed;
                changes.incrementAndGet();
            }
        } catch (RuntimeException e) {
            violations.add("could not look: " + e);
        }
    }

    private void check(Map<TopicPartition, OffsetAndMetadata> committed) {
        committed.forEach((partition, offset) -> {
            long done = ledger.firstNotDone(partition);
            if (offset.offset() > done) {
                violations.add(partition + ": " + offset.offset() + " committed, but only below " + done + " all done");
            }
        });
    }

    /** Commits that were ahead. */
    List<String> violations() {
        return violations;
    }

    /** How often what was committed had changed since the look before. */
    int changes() {
        return changes.get();
    }

    @Override
    public void close() {
        timer.close();
    }
}
