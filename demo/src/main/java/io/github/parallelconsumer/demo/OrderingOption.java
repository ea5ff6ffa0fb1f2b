package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.config.Ordering;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The values of {@code --ordering}, and which records of the run share a lane under each. Immutable. */
enum OrderingOption {
    UNORDERED,
    KEY,
    PARTITION;

    static Optional<OrderingOption> named(String name) {
        return Arrays.stream(values())
                .filter(option -> option.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    Ordering ordering() {
        return switch (this) {
            case UNORDERED -> Ordering.UNORDERED;
            case KEY -> Ordering.KEY;
            case PARTITION -> Ordering.PARTITION;
        };
    }

    /** What the records of a lane have in common and no others; nothing where each record is its own lane. */
    Optional<Object> lane(ConsumerRecord<String, String> consumed) {
        return switch (this) {
            case UNORDERED -> Optional.empty();
            case KEY -> Optional.of(new PartitionKey(consumed.partition(), consumed.key()));
            case PARTITION -> Optional.of(consumed.partition());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A key of a partition. Immutable. */
    private record PartitionKey(int partition, String key) {}
}
