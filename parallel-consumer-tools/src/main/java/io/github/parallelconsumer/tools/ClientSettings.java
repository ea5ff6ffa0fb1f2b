package io.github.parallelconsumer.tools;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The settings of the two Kafka clients: the user's, and those this tool decides. Stateless. */
final class ClientSettings {

    /** The client's own limit is for producers that make their values; these were stored once already. Its buffer's size. */
    private static final int LARGEST_REQUEST = 32 * 1024 * 1024;

    private static final int REQUEST_MILLIS = 10_000;
    private static final int DELIVERY_MILLIS = 30_000;

    private ClientSettings() {}

    static Map<String, Object> forConsumer(RedriveOptions options) {
        var settings = new HashMap<>(options.kafka());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, options.group());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Waits for the commit of an ended run that is still being made, and sees no letter of an aborted transaction.
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Only where retention has just deleted the letter that was to be read next.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, options.chunk());
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        return settings;
    }

    static Map<String, Object> forProducer(RedriveOptions options) {
        var settings = new HashMap<>(options.kafka());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, options.group());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLIS);
        return settings;
    }
}
