package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.ConsumerTerminatedException;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.Backoff;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.internal.exec.FailingRecords;
import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.testkit.Records;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A failure whose own methods fail hurts nobody: not its lane, not the others, not the log, not health, not the end. */
@Tag("jdk21")
class BrokenFailureTest {

    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private final InMemoryRecordSource source = new InMemoryRecordSource(500);

    /** What careless code may throw. */
    @SuppressWarnings("ThrowableEqualsHashCode") // that is the point
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("toString");
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("getMessage");
        }

        @Override
        public String getLocalizedMessage() {
            throw new IllegalStateException("getLocalizedMessage");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("getStackTrace");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("getCause");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("hashCode");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("equals");
        }
    }

    @Test
    void held_healthAndLogNameItsClassAndTheRecordGoesOn() {
        var mayEnd = new CountDownLatch(1);
        try (var log = Logged.by(FailingRecords.class)) {
            var engine = start(RetryPolicy.fixed(2, Duration.ofMillis(1)), (record, context) -> {
                if (record.offset() == 0 && mayEnd.getCount() > 0) {
                    throw new Broken();
                }
            });
            until("held, and told of", () -> !engine.health().problems().isEmpty());

            assertThat(engine.health().problems()).singleElement().asString().contains("t-0@0", Broken.class.getName());
            assertThat(engine.health().ready()).isTrue();
            assertThat(engine.health().live()).isTrue();
            assertThat(log.messages()).singleElement().asString().contains("t-0@0", Broken.class.getName());
            mayEnd.countDown();
            until("all finished", () -> engine.snapshot().finished() == 2);
            engine.close();
            assertThat(source.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void skipped_laneGoesOn() {
        var engine =
                start(RetryPolicy.fixed(1, Duration.ZERO).withOnExhausted(OnExhausted.skip()), (record, context) -> {
                    throw new Broken();
                });
        until("all finished", () -> engine.snapshot().finished() == 2);
        engine.close();
        assertThat(engine.state()).isEqualTo(ConsumerState.CLOSED);
        assertThat(source.committed(P0)).isEqualTo(2);
    }

    @Test
    void stopped_isTheCauseOfAnOrderlyEnd() {
        Throwable end;
        Engine engine;
        try (var log = Logged.by(ConsumerThread.class)) {
            engine = start(LoopFixture.stopAtOnce(), (record, context) -> {
                throw new Broken();
            });
            end = catchThrowable(engine::awaitTermination);
            assertThat(log.messages())
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .singleElement()
                    .asString()
                    .contains("Stopping because of a failure", "record t-0@0 failed 1 time(s)", Broken.class.getName());
        }
        assertThat(end.getClass()).isEqualTo(ConsumerTerminatedException.class);
        assertThat(end.getCause().getCause().getClass()).isEqualTo(Broken.class);
        assertThat(engine.state()).isEqualTo(ConsumerState.FAILED);
        assertThat(source.committed(P0)).isZero();
    }

    /** The user's own functions look at it, and so fail themselves. */
    @Test
    void lookedAtByPredicatesAndBackoff_isTriedAgain() {
        var policy = RetryPolicy.DEFAULT
                .retryIf(failure -> failure.getMessage() == null)
                .abortOn(failure -> failure.toString().isEmpty())
                .withBackoff(Backoff.custom((attempts, failure) -> Duration.ofMillis(failure.hashCode())));
        var engine = start(policy, (record, context) -> {
            if (context.attempt() == 1) {
                throw new Broken();
            }
        });
        until("all finished", () -> engine.snapshot().finished() == 2);
        engine.close();
        assertThat(source.committed(P0)).isEqualTo(2);
    }

    private Engine start(RetryPolicy policy, RecordHandler<String, String> handler) {
        for (int offset = 0; offset < 2; offset++) {
            source.append(new ConsumerRecord<>(
                    "t", 0, offset, "k".getBytes(UTF_8), Records.value(offset).getBytes(UTF_8)));
        }
        source.assign(P0);
        var config = ParallelConsumerConfig.<String, String>builder(
                        Map.of("bootstrap.servers", "unused:9", "group.id", "g"))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .retry(policy)
                .build();
        return Engine.start(config, handler, source);
    }
}
