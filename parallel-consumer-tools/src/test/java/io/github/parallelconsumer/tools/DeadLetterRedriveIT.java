package io.github.parallelconsumer.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.spi.DeadLetterHeaders;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class DeadLetterRedriveIT {

    private static final LetterFilter IO = LetterFilter.all().withExceptions(Set.of("IOException"));

    private final TestKafka kafka;
    private final Topics topics;
    private final String topic;

    DeadLetterRedriveIT(TestKafka kafka) {
        this.kafka = kafka;
        topics = Topics.create(kafka);
        topic = topics.source();
    }

    @Test
    void run_letters_comeBackAsTheyWereToTheirPartitions() throws Exception {
        produce(
                Letters.from(topic, 2).value("a"),
                Letters.from(topic, 1).value("b").key(null),
                Letters.from(topic, 0).value((byte[]) null).redrives(1),
                Letters.from(topic, 7).value("partition 7 is gone"));

        var report = topics.redrive().build().run();

        assertThat(report)
                .isEqualTo(new RedriveReport(
                        topics.letters(), topics.group(), false, false, 4, 4, 0, 0, Map.of(), Map.of(topic, 4L)));
        var returned = TopicReader.committed(kafka).read(topic);
        assertThat(returned)
                .extracting(record -> record.value())
                .containsExactlyInAnyOrder("a", "b", null, "partition 7 is gone");
        assertThat(returned)
                .filteredOn(record -> "a".equals(record.value()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.partition()).isEqualTo(2);
                    assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
                    assertThat(record.timestamp()).isGreaterThan(Letters.SOURCE_TIMESTAMP);
                    assertThat(record.headers())
                            .extracting(Header::key)
                            .containsExactly("own", DeadLetterHeaders.REDRIVES);
                });
        assertThat(returned)
                .filteredOn(record -> "b".equals(record.value()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.partition()).isEqualTo(1);
                    assertThat(record.key()).isNull();
                });
        assertThat(returned)
                .filteredOn(record -> record.value() == null)
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.partition()).isZero();
                    assertThat(record.headers()
                                    .lastHeader(DeadLetterHeaders.REDRIVES)
                                    .value())
                            .isEqualTo("2".getBytes(UTF_8));
                });
        assertThat(TopicReader.committed(kafka).read(topics.letters()))
                .as("letters stay")
                .hasSize(4);
    }

    @Test
    void run_keepTimestamps_sendsTheOriginalOnes() throws Exception {
        produce(Letters.from(topic, 0));

        topics.redrive().keepTimestamps().build().run();

        assertThat(TopicReader.committed(kafka).read(topic))
                .singleElement()
                .satisfies(record -> assertThat(record.timestamp()).isEqualTo(Letters.SOURCE_TIMESTAMP));
    }

    @Test
    void run_twice_sendsWhatIsNewOnly() throws Exception {
        produce(Letters.from(topic, 0).value("first"));
        topics.redrive().build().run();
        produce(Letters.from(topic, 0).value("second"));

        var report = topics.redrive().build().run();

        assertThat(report.resumed()).isTrue();
        assertThat(report.letters()).isEqualTo(1);
        assertThat(report.sent()).isEqualTo(1);
        assertThat(TopicReader.committed(kafka).values(topic)).containsExactly("first", "second");
    }

    @Test
    void run_dryRun_countsAndLeavesNothing() throws Exception {
        produce(Letters.from(topic, 0), Letters.from(topic, 1), Letters.foreign());

        var report = topics.redrive().dryRun().build().run();

        assertThat(report.dryRun()).isTrue();
        assertThat(report.sent()).isEqualTo(2);
        assertThat(report.refused()).isEqualTo(Map.of(Refusal.NO_SOURCE, 1L));
        assertThat(TopicReader.uncommitted(kafka).read(topic)).isEmpty();
        assertThat(kafka.committedOffsets(topics.group())).isEmpty();
    }

    @Test
    void run_lettersThatCannotGoBack_areLeftAndCounted() throws Exception {
        produce(
                Letters.from(topic, 0).value("back"),
                Letters.from(topic, 0).redrives(2),
                Letters.from(topic, 0)
                        .header(DeadLetterHeaders.DROPPED_VALUE, "9")
                        .value((byte[]) null),
                Letters.foreign(),
                Letters.foreign());

        var report = topics.redrive().maxRedrives(2).build().run();

        assertThat(report.sent()).isEqualTo(1);
        assertThat(report.letters()).isEqualTo(5);
        assertThat(report.refused())
                .isEqualTo(Map.of(Refusal.TOO_MANY_REDRIVES, 1L, Refusal.VALUE_DROPPED, 1L, Refusal.NO_SOURCE, 2L));
        assertThat(TopicReader.committed(kafka).values(topic)).containsExactly("back");
    }

    @Test
    void run_filterThenAnotherThenAll_sendsEachOnce() throws Exception {
        produce(
                Letters.from(topic, 0).value("io 0"),
                Letters.from(topic, 1).value("io 1"),
                Letters.from(topic, 0).value("other 0").exception("Other"),
                Letters.from(topic, 1).value("other 1").exception("Other"));

        var io = topics.redrive().filter(IO).build().run();
        var one = topics.redrive()
                .filter(LetterFilter.all().withSourcePartitions(Set.of(1)))
                .build()
                .run();
        var all = topics.redrive().build().run();

        assertThat(List.of(io.sent(), io.filtered(), io.sentBefore())).containsExactly(2L, 2L, 0L);
        assertThat(List.of(one.sent(), one.filtered(), one.sentBefore())).containsExactly(1L, 2L, 1L);
        assertThat(List.of(all.sent(), all.filtered(), all.sentBefore())).containsExactly(1L, 0L, 3L);
        assertThat(TopicReader.committed(kafka).values(topic))
                .containsExactlyInAnyOrder("io 0", "io 1", "other 0", "other 1");
    }

    @Test
    void run_fromBeginning_sendsAgain() throws Exception {
        produce(Letters.from(topic, 0));
        topics.redrive().build().run();

        var report = topics.redrive().fromBeginning().build().run();

        assertThat(report.sent()).isEqualTo(1);
        assertThat(TopicReader.committed(kafka).read(topic)).hasSize(2);
    }

    @Test
    void run_interruptedAndRepeated_sendsEachOnce() throws Exception {
        produceMany(1_200);
        var interrupted = topics.redrive()
                .onProgress((done, total) -> Thread.currentThread().interrupt())
                .build();

        assertThatThrownBy(interrupted::run).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        var rest = topics.redrive().build().run();

        assertThat(rest.sent()).isBetween(1L, 1_199L);
        assertEachOnce(1_200);
    }

    @Test
    void run_anotherWithTheSameGroup_endsTheEarlierAndSendsEachOnce() throws Exception {
        produceMany(1_200);
        var once = new AtomicBoolean();
        var earlier = topics.redrive()
                .onProgress((done, total) -> {
                    if (once.compareAndSet(false, true)) {
                        runAnother();
                    }
                })
                .build();

        assertThatThrownBy(earlier::run)
                .isInstanceOf(RedriveException.class)
                .hasMessageContaining("another redrive with the group " + topics.group() + " has begun");
        assertEachOnce(1_200);
    }

    @Test
    void run_sourceTopicMissing_stopsThereAndGoesOnWhenItIsThere() throws Exception {
        var later = TestKafka.uniqueName("later");
        produce(Letters.from(later, 0).value("now"));

        assertThatThrownBy(() -> topics.redrive().build().run())
                .isInstanceOf(RedriveException.class)
                .hasMessageContainingAll("@0 came from the topic " + later, "create it");
        kafka.createTopic(later, 1);
        topics.redrive().build().run();

        assertThat(TopicReader.committed(kafka).values(later)).containsExactly("now");
    }

    @Test
    void run_deadLetterTopicMissing_saysSo() {
        assertThatThrownBy(() -> DeadLetterRedrive.builder(
                                Map.of("bootstrap.servers", kafka.bootstrapServers()), "no-such-topic")
                        .build()
                        .run())
                .isInstanceOf(RedriveException.class)
                .hasMessage("the topic no-such-topic does not exist: name the dead letter topic");
    }

    private void runAnother() {
        try {
            topics.redrive().build().run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void produce(Letters... made) {
        topics.produce(Stream.of(made));
    }

    private void produceMany(int count) {
        topics.produce(IntStream.range(0, count)
                .mapToObj(i -> Letters.from(topic, i % 3).value(Integer.toString(i))));
    }

    private void assertEachOnce(int count) {
        assertThat(TopicReader.committed(kafka).values(topic))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }
}
