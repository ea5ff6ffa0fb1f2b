package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.config.Ordering;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** A way to consume a topic. Implementations hold nothing; what they start is closed by whoever started it. */
interface Contender {

    /** Starts to consume and returns; each record goes to the handler. */
    Running start(Source source, SimulatedHandler handler);

    /** A contender at work. */
    @FunctionalInterface
    interface Running {

        /** Commits what was handled, and stops; throws what stopped the contender before, if anything did. */
        void close();
    }

    /** The contender of a row. */
    static Contender of(Row row) {
        return switch (row.kind()) {
            case BARE -> BareLoop::start;
            case UNORDERED -> new LibraryContender(Ordering.UNORDERED, row.maxConcurrency());
            case KEY -> new LibraryContender(Ordering.KEY, row.maxConcurrency());
            case PARTITION -> new LibraryContender(Ordering.PARTITION, row.maxConcurrency());
        };
    }

    /** Where the records are, and the group to read them in. Immutable. */
    record Source(String bootstrapServers, String topic, String group) {

        /** The settings that all contenders share: Kafka's defaults, from the first record on. */
        Map<String, Object> settings() {
            Map<String, Object> settings = new HashMap<>();
            settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            return settings;
        }
    }
}
