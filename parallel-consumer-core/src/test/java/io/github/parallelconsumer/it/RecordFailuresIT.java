package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.ConsumerTerminatedException;
import io.github.parallelconsumer.api.DeserializationFailure;
import io.github.parallelconsumer.api.RecordFailedException;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that cannot be read, and handlers that fail or do not end. */
@ExtendWith(KafkaExtension.class)
final class RecordFailuresIT {

    private static final Duration SOON = Duration.ofMillis(10);

    private final TestKafka kafka;
    private final String topic;
    private final String group = TestKafka.uniqueName("group");
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();

    RecordFailuresIT(TestKafka kafka) {
        this.kafka = kafka;
        topic = kafka.createTopic(TestKafka.uniqueName("failures"), 1);
    }

    @Test
    void poll_valueCannotBeDeserialized_stopsAfterTheAttemptsBeforeIt() throws InterruptedException {
        produce("k", "1", "2", "poison", "4");
        var attempts = new AtomicInteger();
        var config = config().deserializers(StringDeserializer::new, () -> new PoisonedBy("poison", attempts))
                .retry(RetryPolicy.fixed(3, SOON).retryIf(failure -> true).withOnExhausted(OnExhausted.stop()));

        try (var consumer = ParallelConsumer.start(config.build(), note())) {
            assertThatThrownBy(consumer::awaitTermination)
                    .isInstanceOf(ConsumerTerminatedException.class)
                    .cause()
                    .isInstanceOfSatisfying(RecordFailedException.class, failed -> {
                        assertThat(failed.partition()).isEqualTo(partition());
                        assertThat(failed.offset()).isEqualTo(2);
                    })
                    .cause()
                    .isInstanceOf(DeserializationFailure.class)
                    .hasRootCauseInstanceOf(SerializationException.class);
            assertThat(consumer.state()).isEqualTo(ConsumerState.FAILED);
            assertThat(consumer.health().live()).isFalse();
        }

        assertThat(attempts).hasValue(3);
        assertThat(handled).containsExactly("1", "2");
        assertThat(committed()).isEqualTo(2);
        assertThat(kafka.members(group)).isEmpty();
    }

    @Test
    void handler_failsUntilOthersAreDone_isTriedAgainWhileTheyGoOn() {
        produce("a", "a1", "a2");
        produce("b", IntStream.range(0, 100).mapToObj(i -> "b" + i).toArray(String[]::new));
        var seen = new ConcurrentLinkedQueue<String>();
        RecordHandler<String, String> handler = (record, context) -> {
            if (record.offset() == 0 && (context.attempt() < 3 || !handled.contains("b99"))) {
                seen.add(context.attempt() + " after " + context.lastFailure().map(Throwable::getMessage));
                throw new IllegalStateException("attempt " + context.attempt());
            }
            handled.add(record.value());
        };

        try (var consumer = ParallelConsumer.start(
                config().retry(RetryPolicy.fixed(100_000, SOON)).build(), handler)) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 102);
            await().atMost(Run.TIMEOUT).until(() -> committed() == 102);
            assertThat(consumer.health().ready()).isTrue();
        }

        assertThat(seen).startsWith("1 after Optional.empty");
        assertThat(seen.stream().skip(1)).first().isEqualTo("2 after Optional[attempt 1]");
        assertThat(handled.stream().filter(value -> value.startsWith("a"))).containsExactly("a1", "a2");
        assertThat(handled.stream().filter(value -> value.startsWith("b"))).hasSize(100);
    }

    @Test
    void handler_keepsFailing_isNamedByHealth() {
        produce("a", "a1");
        var mayEnd = new CountDownLatch(1);
        RecordHandler<String, String> handler = (record, context) -> {
            if (mayEnd.getCount() > 0) {
                throw new IllegalStateException("not yet");
            }
        };

        try (var consumer = ParallelConsumer.start(
                config().retry(RetryPolicy.fixed(100_000, SOON)).build(), handler)) {
            await().atMost(Run.TIMEOUT).until(() -> consumer.health().blocked(), blocked -> !blocked.isEmpty());
            var blocker = consumer.health().blocked().getFirst();
            assertThat(blocker.partition()).isEqualTo(partition());
            assertThat(blocker.offset()).isZero();
            assertThat(blocker.attempts()).isPositive();
            assertThat(blocker.failure()).contains("not yet");

            mayEnd.countDown();
            await().atMost(Run.TIMEOUT).until(() -> consumer.health().blocked().isEmpty());
        }
    }

    @Test
    void handler_throwsErrors_areFailuresLikeAnyOther() {
        produce("k", "1", "2", "3");
        RecordHandler<String, String> handler = (record, context) -> {
            if (context.attempt() == 1) {
                switch (record.value()) {
                    case "1" -> throw new AssertionError("an assertion");
                    case "2" -> throw new NoClassDefFoundError("a class");
                    default -> throw new StackOverflowError("a recursion");
                }
            }
            handled.add(record.value());
        };

        try (var consumer = ParallelConsumer.start(
                config().retry(RetryPolicy.fixed(2, SOON)).build(), handler)) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 3);
            assertThat(consumer.health().live()).isTrue();
        }

        assertThat(handled).containsExactly("1", "2", "3");
        assertThat(committed()).isEqualTo(3);
    }

    @Test
    void handler_throwsAnErrorOfTheJvm_endsTheConsumerAtOnce() {
        produce("k", "1");
        RecordHandler<String, String> handler = (record, context) -> {
            throw new OutOfMemoryError("made up");
        };

        try (var consumer = ParallelConsumer.start(config().build(), handler)) {
            assertThatThrownBy(consumer::awaitTermination)
                    .cause()
                    .isInstanceOf(RecordFailedException.class)
                    .hasCauseInstanceOf(OutOfMemoryError.class);
        }
        assertThat(committed()).isNotPositive();
    }

    @Test
    void close_handlerSwallowsInterrupts_returnsAndLeavesItsRecordUncommitted() {
        produce("k", "1", "2", "3");
        var stubborn = new CountDownLatch(1);
        var running = new CountDownLatch(1);
        RecordHandler<String, String> handler = (record, context) -> {
            if (record.offset() == 1) {
                running.countDown();
                awaitUninterruptibly(stubborn);
            }
            handled.add(record.value());
        };

        try (var consumer = ParallelConsumer.start(config().build(), handler)) {
            await().atMost(Run.TIMEOUT).until(() -> running.getCount() == 0);
            consumer.close(Duration.ofSeconds(1));
            await().atMost(Run.TIMEOUT).until(() -> consumer.state() == ConsumerState.CLOSED);
            assertThat(consumer.termination().toCompletableFuture().join().interrupted())
                    .isEqualTo(1);
        }
        stubborn.countDown();
        await().atMost(Run.TIMEOUT).until(() -> handled.contains("2"));
        assertThat(handled).containsExactly("1", "2");
        assertThat(committed()).isEqualTo(1);
        handled.clear();

        try (var consumer = ParallelConsumer.start(config().build(), note())) {
            await().atMost(Run.TIMEOUT).until(() -> handled.size() == 2);
            assertThat(consumer.state()).isEqualTo(ConsumerState.RUNNING);
        }
        assertThat(handled).containsExactly("2", "3");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean released = false;
        while (!released) {
            try {
                latch.await();
                released = true;
            } catch (InterruptedException e) {
                released = false; // what a careless handler does
            }
        }
    }

    private RecordHandler<String, String> note() {
        return (record, context) -> handled.add(record.value());
    }

    private ConfigBuilder<String, String> config() {
        return Group.builder(kafka.bootstrapServers(), group, GroupProtocol.CONSUMER, Map.of())
                .topics(List.of(topic));
    }

    private void produce(String key, String... values) {
        kafka.produce(List.of(values).stream().map(value -> new ProducerRecord<>(topic, key, value)));
    }

    private long committed() {
        var offset = kafka.committedOffsets(group).get(partition());
        return offset == null ? -1 : offset.offset();
    }

    private TopicPartition partition() {
        return new TopicPartition(topic, 0);
    }

    /** A deserializer that cannot read one value, and counts how often it is asked to. Confined to one thread. */
    private static final class PoisonedBy extends StringDeserializer {

        private final String poison;
        private final AtomicInteger attempts;

        PoisonedBy(String poison, AtomicInteger attempts) {
            this.poison = poison;
            this.attempts = attempts;
        }

        @Override
        public String deserialize(String topic, Headers headers, byte[] data) {
            var text = super.deserialize(topic, headers, data);
            if (text.equals(poison)) {
                attempts.incrementAndGet();
                throw new SerializationException("cannot read it");
            }
            return text;
        }
    }
}
