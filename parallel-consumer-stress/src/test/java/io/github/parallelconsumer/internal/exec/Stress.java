package io.github.parallelconsumer.internal.exec;

import java.util.Collections;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the stress tests are made of. Stateless. */
final class Stress {

    static final Setback SETBACK = new Setback(1, new IllegalStateException("failed"), Setback.Next.RETRY);

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final ConsumerRecord<byte[], byte[]> RAW = new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]);

    private Stress() {}

    static InFlightRecord record() {
        return record(token());
    }

    static InFlightRecord record(AssignmentToken token) {
        return new InFlightRecord(RAW, token, 0);
    }

    static InFlightRecord run(int records) {
        var polled = new PolledRecords(Collections.nCopies(records, RAW));
        polled.measure(0, records);
        return new InFlightRecord(polled, 0, records, token(), 0);
    }

    static AssignmentToken token() {
        return new AssignmentToken(PARTITION, 1);
    }
}
