package io.github.parallelconsumer.it;

import io.github.parallelconsumer.internal.RecordSourceConformance;
import io.github.parallelconsumer.internal.kafka.KafkaRecordSource;
import io.github.parallelconsumer.spi.RecordSource;
import io.github.parallelconsumer.spi.RecordSource.AssignmentListener;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Kafka's source does what the engine relies on, whatever the protocol of the group. */
@ParameterizedClass
@EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
@ExtendWith(KafkaExtension.class)
final class KafkaRecordSourceIT extends RecordSourceConformance {

    private final GroupProtocol protocol;
    private final TestKafka kafka;
    private final String group = TestKafka.uniqueName("group");

    KafkaRecordSourceIT(GroupProtocol protocol, TestKafka kafka) {
        super(TestKafka.uniqueName("topic"));
        this.protocol = protocol;
        this.kafka = kafka;
    }

    @BeforeEach
    void createTopic() {
        kafka.createTopic(topic(), 2);
    }

    @Override
    protected RecordSource join(AssignmentListener listener) {
        var settings = Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        var config = Group.builder(kafka.bootstrapServers(), group, protocol, settings)
                .topics(topic())
                .build();
        var source = KafkaRecordSource.create(config, System::nanoTime);
        source.subscribe(listener);
        return source;
    }

    @Override
    protected void append(TopicPartition partition, int count) {
        kafka.produce(Collections.nCopies(
                count, new ProducerRecord<>(partition.topic(), partition.partition(), "key", "value")));
    }
}
