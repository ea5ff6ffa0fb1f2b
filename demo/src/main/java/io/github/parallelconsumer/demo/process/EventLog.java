package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.spi.ConsumerObserver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes every event of a consumer as one line with one write, so that what happened is in the file behind it even if the
 * process is killed the moment after, and on a line of its own, whatever else writes there (the JVM does) and has not ended
 * its line. Thread-safe, as far as the stream is: writes of the system are.
 */
final class EventLog implements ConsumerObserver {

    private final OutputStream out;

    EventLog(OutputStream out) {
        this.out = out;
    }

    /** Without a buffer between it and the standard output. */
    static EventLog onStandardOutput() {
        return new EventLog(new FileOutputStream(FileDescriptor.out));
    }

    /** The same handler, with its starts and ends written. */
    <V> RecordHandler<String, V> around(RecordHandler<String, V> handler) {
        return (taken, context) -> {
            write(Kind.STARTED, taken);
            var done = false;
            try {
                handler.handle(taken, context);
                done = true;
            } finally {
                write(done ? Kind.DONE : Kind.FAILED, taken);
            }
        };
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> write(Event.now(Kind.ASSIGNED, partition.partition(), -1, "")));
    }

    @Override
    public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) ->
                write(Event.now(Kind.COMMITTED, partition.partition(), offset.offset(), offset.metadata())));
    }

    @Override
    public void releasing(Reason reason, Map<TopicPartition, Integer> running) {
        running.forEach((partition, letThrough) -> write(
                Event.now(Kind.RELEASING, partition.partition(), -1, new IntakeEnd(reason, letThrough).toDetail())));
    }

    @Override
    public void released(Release release) {
        var detail = Handover.of(release).toDetail();
        release.partitions().forEach(partition -> write(Event.now(Kind.RELEASED, partition.partition(), -1, detail)));
    }

    private void write(Kind kind, ConsumerRecord<String, ?> taken) {
        write(Event.now(kind, taken.partition(), taken.offset(), Event.key(taken.key())));
    }

    private void write(Event event) {
        try {
            out.write(("\n" + event.toLine() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write events", e);
        }
    }
}
