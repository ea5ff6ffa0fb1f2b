package io.github.parallelconsumer.tools;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each chunk and its progress in one transaction, so that after an interruption neither is there without the
 * other. Confined to the thread of the run.
 */
final class TransactionalSender implements LetterSender {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionalSender.class);

    private final Producer<byte[], byte[]> producer;
    private boolean open;

    TransactionalSender(RedriveOptions options) {
        producer = new KafkaProducer<>(
                ClientSettings.forProducer(options), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The broker ends the transaction that a killed run has left, and fences a run that still goes on. */
    @Override
    public void start() {
        producer.initTransactions();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails where one of them has failed
    public void send(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> progress,
            ConsumerGroupMetadata group) {
        producer.beginTransaction();
        open = true;
        records.forEach(producer::send);
        producer.sendOffsetsToTransaction(progress, group);
        producer.commitTransaction();
        open = false;
    }

    /** An open transaction would hold up those who read the topics with read_committed until it times out. */
    @Override
    public void close() {
        // A client's calls do nothing on an interrupted thread.
        var interrupted = Thread.interrupted();
        try {
            if (open) {
                producer.abortTransaction();
            }
        } catch (KafkaException e) {
            LOG.debug("The transaction could not be aborted; the broker does so in time", e);
        } finally {
            producer.close(Duration.ZERO);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
