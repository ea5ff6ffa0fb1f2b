package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.internal.sim.Delivery.State;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one process was given, what it ran and what it told, by which it is judged. Confined to the simulation's carrier.
 * A violation is kept rather than thrown, since the consumer catches what handlers and observers throw.
 */
final class Ledger implements ConsumerObserver {

    final Setup setup;
    final Broker broker;
    final Map<TopicPartition, Assignment> current = new HashMap<>();
    /** Of earlier assignments, what has not ended. */
    final List<Assignment> former = new ArrayList<>();

    final Set<SimCall> live = new LinkedHashSet<>();
    private @Nullable String violation;
    private boolean dead;

    Ledger(Setup setup, Broker broker) {
        this.setup = setup;
        this.broker = broker;
    }

    /** The process dies: what is told from here on means nothing. */
    void die() {
        dead = true;
        live.forEach(call -> call.end(new IllegalStateException("dead")));
    }

    boolean dead() {
        return dead;
    }

    void violated(String what) {
        if (violation == null && !dead) {
            violation = what;
        }
    }

    void check() {
        if (violation != null) {
            throw new Violation(violation);
        }
    }

    boolean releasing() {
        return current.values().stream().anyMatch(assignment -> assignment.closing);
    }

    /** All that the process was given and that has not ended. */
    Stream<Delivery> pending() {
        return Stream.concat(former.stream(), current.values().stream())
                .flatMap(assignment -> assignment.deliveries.values().stream())
                .filter(delivery -> !delivery.ended);
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            current.put(partition, new Assignment(partition, broker.committedOffset(partition), setup.ordering()));
        }
    }

    /** The source returns records; those of which a map turns out to say that they are finished leave again. */
    void polled(ConsumerRecords<byte[], byte[]> records) {
        records.partitions().forEach(this::mayBePolled);
        for (var raw : records) {
            var assignment = current.get(new TopicPartition(raw.topic(), raw.partition()));
            if (assignment == null) {
                throw new Violation("a record of a partition that is not assigned was polled");
            }
            if (!assignment.earlier.isFinished(raw.offset())) {
                var record = broker.record(assignment.partition, raw.offset());
                assignment.deliveries.put(raw.offset(), new Delivery(record, assignment));
            }
        }
        records.nextOffsets().forEach((partition, position) -> current.get(partition).next = position.offset());
    }

    /** INV-FAIR, INV-BOUND: whether the partition has not to be paused. */
    private void mayBePolled(TopicPartition partition) {
        boolean exact = former.isEmpty()
                && current.values().stream().allMatch(assignment -> assignment.heldIsExact && !assignment.closing);
        var polled = current.get(partition);
        if (exact && polled != null) {
            int inFlight =
                    current.values().stream().mapToInt(Assignment::inFlight).sum();
            int share = Math.max(1, setup.maxInFlight() / current.size());
            if (inFlight >= 2 * setup.maxInFlight()
                    || (inFlight >= setup.maxInFlight() && polled.inFlight() >= share)) {
                violated(partition + " is polled with " + polled.inFlight() + " of " + inFlight + " in flight");
            }
        }
    }

    /** A handler begins: whether it may. */
    @Nullable
    SimCall start(ConsumerRecord<byte[], byte[]> record, RecordContext context) {
        var partition = new TopicPartition(record.topic(), record.partition());
        var assignment = current.get(partition);
        if (assignment != null && assignment.id < 0) {
            assignment.id = context.assignmentId();
        }
        var delivery = assignment == null || assignment.id != context.assignmentId()
                ? null
                : assignment.deliveries.get(record.offset());
        if (delivery == null) {
            violated(
                    record.partition() + "@" + record.offset() + " runs, which was given up, or was not to come again");
            return null;
        }
        new Rules(this, delivery).mayStart(record, context);
        delivery.state = State.RUNNING;
        delivery.attempts++;
        delivery.thread = Thread.currentThread();
        var call = new SimCall(delivery);
        live.add(call);
        return call;
    }

    @Override
    public void releasing(Reason reason, Map<TopicPartition, Integer> running) {
        running.forEach((partition, count) -> {
            var assignment = current.get(partition);
            assignment.closing = true;
            assignment.lost = reason == Reason.LOST;
            assignment.leftAtRelease = (int) assignment.deliveries.values().stream()
                    .filter(delivery -> !delivery.ended)
                    .count();
            long runs = assignment.deliveries.values().stream()
                    .filter(delivery -> delivery.state == State.RUNNING || delivery.state == State.BURYING)
                    .count();
            long calls = live.stream()
                    .filter(call -> call.delivery.assignment == assignment)
                    .count();
            if (count < calls || count > runs) {
                violated("release of " + partition + " counts " + count + " running records, but " + calls + " run");
            }
        });
    }

    @Override
    public void released(Release release) {
        int left = release.partitions().stream()
                .map(current::get)
                .mapToInt(assignment -> assignment.leftAtRelease)
                .sum();
        int stopped = (int) release.partitions().stream()
                .flatMap(partition -> current.get(partition).deliveries.values().stream())
                .filter(delivery -> delivery.state == State.STOPPED)
                .count();
        int told = release.finished() + release.interrupted() + release.dropped();
        boolean exact = setup.exhausted() != Setup.Exhausted.DEAD_LETTER; // a letter may be stored after its interrupt
        if (exact && (told > left || told < left - stopped)) {
            violated("of " + left + " records " + release + " tells");
        }
        for (var partition : release.partitions()) {
            var assignment = current.remove(partition);
            if (assignment == null || !assignment.closing) {
                violated(partition + " was given up without a beginning");
            } else {
                former.add(assignment);
            }
        }
    }

    @Override
    public void ended(TopicPartition partition, long offset, Outcome outcome) {
        var found = Stream.concat(former.stream(), Stream.ofNullable(current.get(partition)))
                .filter(assignment -> assignment.partition.equals(partition))
                .map(assignment -> assignment.deliveries.get(offset))
                .filter(delivery -> delivery != null && !delivery.ended && Rules.mayEnd(delivery, outcome))
                .findFirst();
        if (found.isEmpty()) {
            violated(partition.partition() + "@" + offset + " is told to have ended by " + outcome + ", while it is "
                    + Stream.concat(former.stream(), Stream.ofNullable(current.get(partition)))
                            .filter(assignment -> assignment.partition.equals(partition))
                            .map(assignment -> String.valueOf(assignment.deliveries.get(offset)))
                            .toList());
            return;
        }
        var delivery = found.get();
        delivery.assignment.ended(delivery);
    }

    /** Nobody looked at the consumer between two steps, so the order in which it takes them in is open. */
    void unseen() {
        current.values().forEach(assignment -> assignment.heldIsExact = false);
    }

    @Override
    public String toString() {
        return "  assigned: " + current.values() + "\n  formerly: "
                + former.stream()
                        .filter(assignment ->
                                assignment.deliveries.values().stream().anyMatch(delivery -> !delivery.ended))
                        .toList()
                + "\n  running: " + live;
    }
}
