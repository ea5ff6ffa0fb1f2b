package io.github.parallelconsumer.config;

import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Always the same topic, whose name can thus be checked before the start. Immutable. */
record FixedTopic(String name) implements BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> {

    @Override
    public String apply(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        return name;
    }
}
