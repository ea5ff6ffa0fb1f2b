package io.github.parallelconsumer.internal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.spi.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What the sink asks of a producer, and makes of its answers. */
class KafkaDeadLetterSinkTest {

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

    @Test
    void send_record_keepsBytesTimestampAndHeaders() {
        sink(false).send(letter(7));

        var sent = onlyRecord();
        assertThat(sent.topic()).isEqualTo("dlt");
        assertThat(sent.partition()).isNull();
        assertThat(sent.timestamp()).isEqualTo(1234L);
        assertThat(sent.key()).containsExactly(1, 2);
        assertThat(sent.value()).containsExactly(3, 4, 5);
        assertThat(sent.headers().lastHeader("h").value()).containsExactly(9);
        assertThat(sent.headers().lastHeader("pc-dlt-partition").value()).isEqualTo("7".getBytes(UTF_8));
    }

    @Test
    void send_nullKeyTombstoneWithoutTimestamp_staysSo() {
        sink(false)
                .send(new DeadLetter(
                        new ConsumerRecord<>("orders", 0, 0, null, null),
                        "dlt",
                        "g",
                        1,
                        new IllegalStateException(),
                        false));

        assertThat(onlyRecord().key()).isNull();
        assertThat(onlyRecord().value()).isNull();
        assertThat(onlyRecord().timestamp()).isNull();
    }

    @Test
    void send_valueDropped_keepsTheKeyAlone() {
        sink(false).send(letter(0).withoutValue());

        assertThat(onlyRecord().key()).containsExactly(1, 2);
        assertThat(onlyRecord().value()).isNull();
        assertThat(onlyRecord().headers().lastHeader("pc-dlt-dropped-value").value())
                .isEqualTo("3".getBytes(UTF_8));
    }

    @Test
    void send_samePartition_goesThereOrToItsNumberModuloTheirCount() {
        var sink = sink(true);
        for (int partition : new int[] {0, 2, 3, 7}) {
            sink.send(letter(partition));
        }
        assertThat(producers.getFirst().history())
                .extracting(ProducerRecord::partition)
                .containsExactly(0, 2, 0, 1);
    }

    @Test
    void send_acknowledgedOrRefused_endsTheStageAccordingly() {
        var sink = sink(false);
        var stored = sink.send(letter(0));
        var refused = sink.send(letter(0));
        assertThat(stored.toCompletableFuture()).isNotDone();
        producers.getFirst().completeNext();
        producers.getFirst().errorNext(new RecordTooLargeException("too large"));

        assertThat(stored.toCompletableFuture()).isCompleted();
        assertThat(failureOf(refused)).isInstanceOf(RecordTooLargeException.class);
        assertThat(producers).hasSize(1);
    }

    @Test
    void send_clientIsBroken_isReplacedAtTheNextLetter() {
        var sink = sink(false);
        producers.getFirst().sendException = new KafkaException("in an error state", new AuthenticationException("no"));
        assertThatThrownBy(() -> sink.send(letter(0))).isInstanceOf(KafkaException.class);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(producers).hasSize(1);

        sink.send(letter(0));
        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().history()).hasSize(1);
    }

    @Test
    void send_failureThatPasses_keepsTheClient() {
        var sink = sink(true);
        producers.getFirst().partitionsForException = new TimeoutException("no metadata");
        assertThatThrownBy(() -> sink.send(letter(0))).isInstanceOf(TimeoutException.class);
        producers.getFirst().partitionsForException = null;
        sink.send(letter(0));
        assertThat(producers)
                .singleElement()
                .satisfies(producer -> assertThat(producer.history()).hasSize(1));
    }

    @Test
    void close_closesTheClient() {
        var sink = sink(false);
        sink.close(Duration.ofSeconds(1));
        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void create_settingsThatTheClientRefuses_isAConfigurationError() {
        assertThatThrownBy(() -> KafkaDeadLetterSink.create(
                        Map.of(
                                "bootstrap.servers", "127.0.0.1:9",
                                "key.serializer", ByteArraySerializer.class,
                                "value.serializer", ByteArraySerializer.class,
                                "security.protocol", "SSL",
                                "ssl.truststore.location", "/does/not/exist"),
                        false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Kafka's producer for dead letters refuses its settings")
                .hasMessageContaining("/does/not/exist");
    }

    private KafkaDeadLetterSink sink(boolean samePartition) {
        return new KafkaDeadLetterSink(
                () -> {
                    var made = new MockProducer<>(
                            cluster(), false, null, new ByteArraySerializer(), new ByteArraySerializer());
                    producers.add(made);
                    return made;
                },
                samePartition);
    }

    private static Cluster cluster() {
        var node = new Node(0, "h", 9);
        var partitions = IntStream.range(0, 3)
                .mapToObj(i -> new PartitionInfo("dlt", i, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }

    private ProducerRecord<byte[], byte[]> onlyRecord() {
        assertThat(producers.getFirst().history()).hasSize(1);
        return producers.getFirst().history().getFirst();
    }

    private static Throwable failureOf(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().exceptionNow();
    }

    private static DeadLetter letter(int partition) {
        var headers = new RecordHeaders();
        headers.add("h", new byte[] {9});
        var record = new ConsumerRecord<>(
                "orders",
                partition,
                0,
                1234,
                TimestampType.CREATE_TIME,
                2,
                3,
                new byte[] {1, 2},
                new byte[] {3, 4, 5},
                headers,
                Optional.empty());
        return new DeadLetter(record, "dlt", "g", 1, new IllegalStateException("no"), false);
    }
}
