package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.testkit.ForkedJvm;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backlog of records of 10 kB, of which the first of each partition is stuck, is consumed with a heap of 64 MB. */
@ExtendWith(KafkaExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SmallHeapIT {

    private static final boolean LONG = Boolean.getBoolean("parallelconsumer.full");
    private static final int RECORDS = LONG ? 1_000_000 : 12_000;
    private static final int KEYS = RECORDS / (LONG ? 25 : 3);
    private static final int PARTITIONS = 4;
    private static final int VALUE_BYTES = 10_000;
    private static final int POLL_BYTES = 100 * (VALUE_BYTES + Integer.BYTES);
    private static final Duration TIMEOUT = Duration.ofMinutes(LONG ? 30 : 3);

    private final TestKafka kafka;
    private final String topic = TestKafka.uniqueName("large");

    SmallHeapIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    /** Each key has its partition. The values are all the same, and take hardly any room where they are compressed. */
    @BeforeAll
    void produce() {
        kafka.createTopic(topic, PARTITIONS);
        var settings = Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var value = new byte[VALUE_BYTES];
            for (int i = 0; i < RECORDS; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, i % PARTITIONS, key(i % KEYS), value));
            }
        }
        assertThat(kafka.endOffsets(topic).values()).containsOnly((long) RECORDS / PARTITIONS);
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNORDERED", "KEY", "PARTITION"})
    void backlog_stuckRecordOnEachPartition_staysWithinASmallHeap(String order) {
        int stuck = switch (order) {
            case "UNORDERED" -> PARTITIONS;
            case "KEY" -> PARTITIONS * RECORDS / KEYS;
            default -> RECORDS;
        };
        try (var member = start(order, RECORDS - stuck, true)) {
            var done = member.awaitLine(line -> line.startsWith("DONE"), TIMEOUT);
            var full = member.lines().stream()
                    .filter(line -> line.startsWith("FULL"))
                    .findFirst()
                    .orElseThrow();
            long most = Long.parseLong(done.split(" ", -1)[1]);
            long bound = Long.parseLong(full.split(" ", -1)[3]);

            assertThat(bound).isBetween(6L << 20, 8L << 20);
            assertThat(most).isBetween(bound, 2 * bound + POLL_BYTES);
            assertThat(member.awaitExit(TIMEOUT)).isZero();
        }
    }

    /** So the bound is what keeps the others within it. */
    @Test
    void backlog_bytesAreNotBounded_doesNotFit() {
        try (var member = start("UNORDERED", RECORDS - PARTITIONS, false)) {
            assertThat(member.awaitExit(TIMEOUT)).isNotZero();
            assertThat(member.lines()).anyMatch(line -> line.contains("java.lang.OutOfMemoryError"));
            assertThat(member.lines()).noneMatch(line -> line.startsWith("FULL"));
        }
    }

    private ForkedJvm start(String order, long beside, boolean bounded) {
        var group = new Group(
                kafka.bootstrapServers(), TestKafka.uniqueName("small"), topic, GroupProtocol.CONSUMER, order, 16);
        return ForkedJvm.of(SmallHeapMain.class)
                .args(group.toArgs())
                .args(Integer.toString(RECORDS), Long.toString(beside), Boolean.toString(bounded))
                .jvmOptions("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError")
                .start();
    }
}
