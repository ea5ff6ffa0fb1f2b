package io.github.parallelconsumer.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.spi.DeadLetterHeaders;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that a consumer of this library gives up, and that come back to it. */
@ExtendWith(KafkaExtension.class)
class RoundTripIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final TestKafka kafka;
    private final Topics topics;

    RoundTripIT(TestKafka kafka) {
        this.kafka = kafka;
        topics = Topics.create(kafka);
    }

    @Test
    void redrive_handlerIsMended_everyRecordIsHandledOnce() throws Exception {
        var mended = new AtomicBoolean();
        var handled = new ConcurrentLinkedQueue<String>();
        RecordHandler<String, String> handler = (record, context) -> {
            if (!mended.get() && Integer.parseInt(record.value()) % 2 == 1) {
                throw new IllegalStateException("broken");
            }
            handled.add(record.value());
        };
        kafka.produce(Records.numbered(topics.source(), 100, 10));

        try (var consumer = start(handler)) {
            awaitLetters(50);
            mended.set(true);
            var none = topics.redrive()
                    .filter(LetterFilter.all().withExceptions(Set.of("IOException")))
                    .build()
                    .run();
            var all = topics.redrive()
                    .filter(LetterFilter.all().withExceptions(Set.of("IllegalStateException")))
                    .build()
                    .run();

            assertThat(none.filtered()).isEqualTo(50);
            assertThat(all.sentByTopic()).isEqualTo(Map.of(topics.source(), 50L));
            await().atMost(LONG).until(() -> handled.size() >= 100);
            assertThat(consumer.health().live()).isTrue();
        }
        assertThat(handled)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).mapToObj(Integer::toString).toList());
    }

    @Test
    void redrive_recordThatFailsEachTime_goesRoundAsOftenAsAllowed() throws Exception {
        var counts = new ConcurrentLinkedQueue<String>();
        kafka.produce(Records.numbered(topics.source(), 1, 1));

        try (var consumer = start((record, context) -> {
            var count = record.headers().lastHeader(DeadLetterHeaders.REDRIVES);
            counts.add(count == null ? "none" : new String(count.value(), UTF_8));
            throw new IllegalStateException("broken");
        })) {
            for (int round = 0; round < 2; round++) {
                awaitLetters(round + 1);
                assertThat(topics.redrive().maxRedrives(2).build().run().sent()).isEqualTo(1);
            }
            awaitLetters(3);
            assertThat(consumer.health().live()).isTrue();
        }

        assertThat(topics.redrive().maxRedrives(2).build().run().refused())
                .isEqualTo(Map.of(Refusal.TOO_MANY_REDRIVES, 1L));
        assertThat(counts).containsExactly("none", "1", "2");
    }

    private ParallelConsumer start(RecordHandler<String, String> handler) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                TestKafka.uniqueName("group"),
                "auto.offset.reset",
                "earliest");
        var config = ParallelConsumerConfig.<String, String>builder(settings)
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics(topics.source())
                .retry(RetryPolicy.DEFAULT.withMaxAttempts(1).withOnExhausted(OnExhausted.deadLetter(topics.letters())))
                .build();
        return ParallelConsumer.start(config, handler);
    }

    private void awaitLetters(long count) {
        await().atMost(LONG)
                .until(() -> kafka.endOffsets(topics.letters()).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == count);
    }
}
