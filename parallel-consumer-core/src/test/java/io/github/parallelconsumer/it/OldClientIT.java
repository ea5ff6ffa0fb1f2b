package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.it.Event.Delivery;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes with another {@code kafka-clients} on their class path; the build puts the jars into {@code target}. */
@ExtendWith(KafkaExtension.class)
final class OldClientIT {

    private static final Path CLIENTS = Path.of(System.getProperty("basedir", ""), "target", "clients");
    private static final int RECORDS = 1_000;
    private static final int KEYS = 50;

    private final TestKafka kafka;

    OldClientIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void start_clientTooOld_saysWhatIsFoundNeededAndToBeDone() {
        var group = group("nowhere", GroupProtocol.CLASSIC_COOPERATIVE);
        try (var member = ForkedMember.start(group, "old", 0, classPathWith("too-old.jar"))) {
            assertThat(member.jvm().awaitExit(Run.TIMEOUT)).isEqualTo(1);
            assertThat(member.jvm().lines())
                    .anyMatch(line -> line.contains("kafka-clients on the class path is 3.9.1")
                            && line.contains("version 4.1 or later is needed")
                            && line.contains("raise org.apache.kafka:kafka-clients"))
                    .noneMatch(line -> line.contains("NoSuchMethodError") || line.contains("NoClassDefFoundError"));
        }
    }

    /** The second one reads the map that the first one wrote: all is finished but the head and what waits for it. */
    @ParameterizedTest
    @EnumSource(names = {"CLASSIC_COOPERATIVE", "CONSUMER"})
    void restart_oldestClientKilledWithItsHeadUnfinished_handlesAndCommitsJustTheRest(GroupProtocol protocol) {
        var topic = kafka.createTopic(TestKafka.uniqueName("oldest"), 1);
        kafka.produce(IntStream.range(0, RECORDS)
                .mapToObj(i -> new ProducerRecord<>(topic, "k" + i % KEYS, Records.value(i))));
        var group = group(topic, protocol);
        var partition = new TopicPartition(topic, 0);
        var rest =
                LongStream.range(0, RECORDS / KEYS).map(i -> i * KEYS).boxed().toList();
        var ledger = new Ledger();
        try (var first = ForkedMember.start(group, "first", 0, classPathWith("oldest.jar"), "0")) {
            await().atMost(Run.TIMEOUT).until(() -> {
                var committed = kafka.committedOffsets(group.name()).get(partition);
                return committed != null
                        && Covered.by(committed).end() == RECORDS
                        && Covered.by(committed).unfinished().equals(rest);
            });
            first.jvm().kill();
            first.read(ledger::add, ledger::add);
        }
        try (var second = ForkedMember.start(group, "second", 0, classPathWith("oldest.jar"))) {
            await().atMost(Run.TIMEOUT).until(() -> {
                second.read(ledger::add, ledger::add);
                return ledger.distinctDone() == RECORDS || !second.jvm().isAlive();
            });
            second.jvm().terminate();
            assertThat(second.jvm().awaitExit(Run.TIMEOUT)).isEqualTo(128 + 15);
            second.read(ledger::add, ledger::add);
        }

        var checker = new Checker(ledger.events(), Ordering.KEY);
        assertThat(checker.startedBy("second").stream().map(Delivery::offset)).isEqualTo(rest);
        assertThat(checker.duplicates()).containsExactly(new Delivery(partition, 0));
        assertThat(checker.disorders()).isEmpty();
        assertThat(kafka.committedOffsets(group.name()).get(partition).offset()).isEqualTo(RECORDS);
        assertThat(kafka.members(group.name())).isEmpty();
    }

    private Group group(String topic, GroupProtocol protocol) {
        return new Group(kafka.bootstrapServers(), TestKafka.uniqueName("group"), topic, protocol, "KEY", 16);
    }

    /** This class path with another client jar in the place of the current one. */
    private static String classPathWith(String client) {
        var jar = CLIENTS.resolve(client);
        assertThat(jar).as("made by Maven before the integration tests").matches(Files::exists, "exists");
        var parts = new ArrayList<>(
                List.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))));
        var clients = parts.stream()
                .filter(part -> part.matches(".*[/\\\\]kafka-clients-[^/\\\\]*\\.jar"))
                .toList();
        assertThat(clients).hasSize(1);
        parts.replaceAll(part -> clients.contains(part) ? jar.toString() : part);
        return String.join(File.pathSeparator, parts);
    }
}
