package io.github.parallelconsumer.bench.contender;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/** Spring Kafka's listener container with a consumer for each partition, and its defaults otherwise. Stateless. */
final class SpringContainer {

    private SpringContainer() {}

    static Contender.Running start(Source source, Contender.Handler handler) {
        var consumers = new DefaultKafkaConsumerFactory<>(
                source.settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var properties = new ContainerProperties(source.topic());
        properties.setGroupId(source.group());
        properties.setMessageListener((MessageListener<byte[], byte[]>) handler::handleUninterrupted);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setConcurrency(source.partitions());
        container.start();
        return container::stop;
    }
}
