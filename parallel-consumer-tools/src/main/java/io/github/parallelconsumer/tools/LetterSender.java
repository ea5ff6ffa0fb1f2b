package io.github.parallelconsumer.tools;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a run's letters and its progress go. Confined to the thread of the run. */
interface LetterSender extends AutoCloseable {

    /** Makes sure that no other run with the same group, or what it has left behind, is in the way. */
    void start();

    /** Sends the records and commits the progress: both or neither. Returns when that is certain. */
    void send(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> progress,
            ConsumerGroupMetadata group);

    /** Gives up what is not certain yet. */
    @Override
    void close();

    /** Does nothing, for a dry run. */
    static LetterSender none() {
        return new LetterSender() {
            @Override
            public void start() {}

            @Override
            public void send(
                    List<ProducerRecord<byte[], byte[]>> records,
                    Map<TopicPartition, OffsetAndMetadata> progress,
                    ConsumerGroupMetadata group) {}

            @Override
            public void close() {}
        };
    }
}
