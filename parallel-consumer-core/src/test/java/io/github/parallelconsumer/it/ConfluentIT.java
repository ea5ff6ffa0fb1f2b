package io.github.parallelconsumer.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.config.OffsetMap;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.it.Event.Kind;
import io.github.parallelconsumer.testkit.ForkedJvm;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A group moves from Confluent's Parallel Consumer to this library, and back: the new one handles just what the old one left
 * unfinished, whichever variant of the offset map it wrote. Confluent's runs in a JVM of its own, with its own Kafka client.
 * The broker accepts longer maps than usual, as one variant is for such only.
 */
@NeedsLocalKafka
final class ConfluentIT {

    private static LocalKafka kafka;

    /** A group at a topic of one partition, some of whose records fail. */
    private record Case(String group, String topic, int records, LongPredicate fails, char magic, String variant) {

        List<Long> unfinished() {
            return LongStream.range(0, records).filter(fails).boxed().toList();
        }

        Stream<String> toArgs(long toBeDone, List<Long> failing) {
            var text = failing.stream().map(Object::toString).collect(joining(","));
            return Stream.of(group, topic, variant, Long.toString(toBeDone), text.isEmpty() ? "-" : text);
        }
    }

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.builder()
                .property("offset.metadata.max.bytes", "10000")
                .start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void moveHere_fromConfluent_justTheUnfinishedIsHandled() {
        var topic = topic(2_000);
        LongPredicate fails = offset -> offset % 7 == 3 || offset == 1_500;
        var cases = Stream.of(
                        "BitSet l",
                        "BitSetV2 o",
                        "RunLength n",
                        "RunLengthV2 e",
                        "BitSetCompressed a",
                        "BitSetV2Compressed s",
                        "RunLengthCompressed J",
                        "RunLengthV2Compressed p")
                .map(text -> text.split(" ", -1))
                .map(words ->
                        new Case(TestKafka.uniqueName(words[0]), topic, 2_000, fails, words[1].charAt(0), words[0]))
                .toList();
        confluent(cases.stream()
                .flatMap(one -> one.toArgs(one.records() - one.unfinished().size(), one.unfinished())));

        for (var one : cases) {
            assertThat(magic(committed(one))).as(one.variant()).isEqualTo(one.magic());
            var handled = new ConcurrentLinkedQueue<Long>();
            try (var consumer = start(one, handled, RetryPolicy.DEFAULT, offset -> false)) {
                awaitAllCommitted(one);
                assertThat(consumer.health().live()).isTrue();
            }
            assertThat(handled.stream().sorted()).as(one.variant()).isEqualTo(one.unfinished());
        }
    }

    @Test
    void moveToConfluent_fromHere_justTheUnfinishedIsHandled() {
        var cases = List.of(
                ours("bits", 1_000, offset -> offset % 3 == 0, 'l'),
                ours("runs", 5_000, offset -> offset % 1_000 == 5, 'n'),
                ours("wide-runs", 40_000, offset -> offset == 1, 'e'),
                ours("wide-bits", 40_000, offset -> offset % 97 == 0 || offset % 31 == 7, 'o'));
        for (var one : cases) {
            leaveUnfinished(one);
            assertThat(magic(committed(one))).as(one.group()).isEqualTo(one.magic());
        }

        var events = confluent(
                cases.stream().flatMap(one -> one.toArgs(one.unfinished().size(), List.of())));

        for (var one : cases) {
            assertThat(events.stream()
                            .filter(event -> event.member().equals(one.group()))
                            .map(event -> event.delivery().offset())
                            .sorted())
                    .as(one.group())
                    .isEqualTo(one.unfinished());
            assertThat(committed(one).offset()).isEqualTo(one.records());
        }
    }

    private static String topic(int records) {
        var topic = kafka.createTopic(TestKafka.uniqueName("moving"), 1);
        kafka.produce(
                LongStream.range(0, records).mapToObj(i -> new ProducerRecord<>(topic, "k" + i, Records.value(i))));
        return topic;
    }

    private static Case ours(String name, int records, LongPredicate fails, char magic) {
        return new Case(TestKafka.uniqueName(name), topic(records), records, fails, magic, "-");
    }

    private static void leaveUnfinished(Case one) {
        var handled = new ConcurrentLinkedQueue<Long>();
        try (var consumer = start(one, handled, RetryPolicy.fixed(10, Duration.ofHours(1)), one.fails())) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == one.records());
            assertThat(consumer.health().live()).isTrue();
        }
    }

    private static ParallelConsumer start(
            Case one, ConcurrentLinkedQueue<Long> handled, RetryPolicy retry, LongPredicate fails) {
        var config = Group.builder(kafka.bootstrapServers(), one.group(), GroupProtocol.CLASSIC_COOPERATIVE, Map.of())
                .topics(one.topic())
                .ordering(Ordering.UNORDERED)
                .retry(retry)
                .offsetMap(OffsetMap.maxBytes(10_000))
                .build();
        return ParallelConsumer.start(config, (record, context) -> {
            handled.add(record.offset());
            if (fails.test(record.offset())) {
                throw new IllegalStateException("told to fail");
            }
        });
    }

    /** Runs it in its JVM, for one group after the other, and returns what its handlers did. */
    private static List<Event> confluent(Stream<String> cases) {
        var args = Stream.concat(Stream.of(kafka.bootstrapServers()), cases).toArray(String[]::new);
        try (var jvm = ForkedJvm.of(ConfluentMain.class)
                .args(args)
                .classPath(ConfluentJars.classPathWith("test-classes", "parallel-consumer-testkit"))
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC")
                .start()) {
            assertThat(jvm.awaitExit(Run.TIMEOUT.multipliedBy(2)))
                    .as(() -> String.join("\n", jvm.lines()))
                    .isZero();
            return jvm.lines().stream()
                    .map(Event::parse)
                    .flatMap(Optional::stream)
                    .filter(event -> event.kind() == Kind.STARTED)
                    .toList();
        }
    }

    private static OffsetAndMetadata committed(Case one) {
        return kafka.committedOffsets(one.group()).get(new TopicPartition(one.topic(), 0));
    }

    private static char magic(OffsetAndMetadata committed) {
        return (char) Base64.getDecoder().decode(committed.metadata())[0];
    }

    private static void awaitAllCommitted(Case one) {
        await().atMost(Run.TIMEOUT).until(() -> {
            var committed = committed(one);
            return committed.offset() == one.records() && committed.metadata().isEmpty();
        });
    }
}
