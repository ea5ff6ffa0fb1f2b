package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.ConsumerTerminatedException;
import io.github.parallelconsumer.api.RecordFailedException;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.ScriptedSink;
import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.testkit.Records;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ends of a consumer with its thread. */
@Tag("jdk21")
class EngineCloseTest {
    private static final TopicPartition P0 = new TopicPartition("t", 0);

    private final InMemoryRecordSource source = new InMemoryRecordSource(500);
    private final HeldHandler handler = new HeldHandler();

    @Test
    void close_fromAHandler_returnsAtOnceAndTheRecordIsCommitted() throws Exception {
        var self = new AtomicReference<Engine>();
        var engine = start((record, context) -> {
            until("known", () -> self.get() != null);
            self.get().close();
        });
        self.set(engine);
        engine.awaitTermination();

        assertThat(engine.state()).isEqualTo(ConsumerState.CLOSED);
        assertThat(source.committed(P0)).isEqualTo(1);
    }

    @Test
    void close_twice_endsOnce() {
        handler.passAll();
        var engine = start(handler);
        engine.close();
        engine.close();

        assertThat(engine.state()).isEqualTo(ConsumerState.CLOSED);
        assertThat(engine.termination().toCompletableFuture().join().cause()).isEmpty();
        assertThat(engine.health().live()).isTrue();
        assertThat(engine.health().ready()).isFalse();
    }

    @Test
    void close_handlerSwallowsInterrupts_returnsAndTells() {
        handler.onInterrupt = OnInterrupt.SWALLOW;
        var engine = start(handler);
        var stuck = handler.call(0, 0);
        engine.close(Duration.ofMillis(100));
        var termination = engine.termination().toCompletableFuture().join();

        assertThat(termination.interrupted()).isEqualTo(1);
        assertThat(engine.state()).isEqualTo(ConsumerState.CLOSED);
        until("the handler has noticed its interrupt", () -> stuck.interrupted);
        assertThat(source.committed(P0)).isZero();
        stuck.finish();
        until("no thread is left", () -> !stuck.thread.isAlive());
    }

    @Test
    void close_deadLetterIsNotAcknowledged_returnsAndTheRecordComesAgain() {
        var sink = new ScriptedSink();
        sink.stayMute();
        handler.fail(record -> true);
        var engine = start(
                handler,
                config -> config.retry(
                                RetryPolicy.fixed(1, Duration.ZERO).withOnExhausted(OnExhausted.deadLetter("dlt")))
                        .deadLetterSink(sink));
        sink.awaitSent(1);
        engine.close(Duration.ofMillis(100));
        var termination = engine.termination().toCompletableFuture().join();

        assertThat(termination.cause()).isEmpty();
        assertThat(termination.interrupted()).isEqualTo(1);
        assertThat(source.committed(P0)).isZero();
        assertThat(sink.closed).hasSize(1);
        assertThat(sink.callers).noneMatch(Thread::isAlive);
    }

    @Test
    void start_deadLettersWithASettingThatKafkaRefuses_failsWithTheReason() {
        assertThatThrownBy(() -> start(
                        handler,
                        config -> config.deadLetters(DeadLetters.to("dlt").producer(Map.of("linger.ms", "soon")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("producer for dead letters")
                .hasMessageContaining("linger.ms");
    }

    @Test
    void stopped_record_endsTheConsumerWithItsCause() {
        var engine = start((record, context) -> {
            throw new IllegalStateException("no");
        });
        assertThatThrownBy(engine::awaitTermination)
                .isInstanceOf(ConsumerTerminatedException.class)
                .hasCauseInstanceOf(RecordFailedException.class)
                .hasRootCauseMessage("no");
        assertThat(engine.state()).isEqualTo(ConsumerState.FAILED);
        assertThat(engine.health().live()).isFalse();
        assertThat(source.committed(P0)).isZero();
        engine.close();
        assertThat(engine.state()).isEqualTo(ConsumerState.FAILED);
    }

    @Test
    void pause_thenResume_handlesWhatCameMeanwhile() {
        handler.passAll();
        var engine = start(handler);
        until("handled", () -> handler.offsets(0).size() == 1);
        engine.pause();
        until("paused", () -> source.isPaused(P0));
        append(1);
        assertThat(engine.health().paused()).isTrue();
        assertThat(handler.offsets(0)).containsExactly(0L);
        engine.resume();
        until("handled", () -> handler.offsets(0).size() == 2);
        engine.close();
        assertThat(source.committed(P0)).isEqualTo(2);
    }

    private Engine start(RecordHandler<String, String> handler) {
        return start(handler, config -> {});
    }

    private Engine start(RecordHandler<String, String> handler, Consumer<ConfigBuilder<String, String>> settings) {
        append(0);
        source.assign(P0);
        var config = ParallelConsumerConfig.<String, String>builder(
                        Map.of("bootstrap.servers", "unused:9", "group.id", "g"))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .retry(LoopFixture.stopAtOnce());
        settings.accept(config);
        return Engine.start(config.build(), handler, source);
    }

    private void append(long offset) {
        source.append(
                new ConsumerRecord<>("t", 0, offset, null, Records.value(offset).getBytes(UTF_8)));
    }
}
