package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.engine.Call.OnInterrupt;
import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.testkit.Records;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Deadlines of a consumer with its threads. */
@Tag("jdk21")
class EngineTimerTest {
    private static final TopicPartition P0 = new TopicPartition("t", 0);

    private final InMemoryRecordSource source = new InMemoryRecordSource(500);
    private final HeldHandler handler = new HeldHandler();
    private final String client = UUID.randomUUID().toString();
    private Engine started;

    @AfterEach
    void close() {
        handler.passAll();
        started.close();
    }

    @Test
    void handlerTimeout_passes_attemptIsInterruptedAndTheNextOneCommitted() {
        handler.onStart = call -> {
            if (call.context.attempt() > 1) {
                handler.passAll();
            }
        };
        var engine = start(config -> config.handlerTimeout(Duration.ofMillis(20)));
        until("handled", () -> engine.snapshot().finished() == 1);
        assertThat(timerThreads()).isEqualTo(1);
        engine.close();

        assertThat(handler.calls.peek().interrupted).isTrue();
        assertThat(source.committed(P0)).isEqualTo(1);
        until("no timer is left", () -> timerThreads() == 0);
    }

    /** A handler that waits with a monitor holds its carrier on JDK 21, and there are few of those. */
    @Test
    void handlerTimeout_handlersPinAllCarriers_areInterruptedNevertheless() {
        int records = 4 * Runtime.getRuntime().availableProcessors();
        handler.onStart = call -> {
            if (call.context.attempt() == 1) {
                pinUntilInterrupted();
            }
        };
        handler.passAll();
        var engine = start(config -> config.handlerTimeout(Duration.ofMillis(20)));
        for (int i = 1; i < records; i++) {
            append(i);
        }
        until("handled", () -> engine.snapshot().finished() == records);
        engine.close();

        assertThat(source.committed(P0)).isEqualTo(records);
    }

    @Test
    void handlerTimeout_notSet_hasNoTimer() {
        var engine = start(config -> {});
        assertThat(handler.call(0, 0).context.timeLeft()).isEmpty();
        assertThat(timerThreads()).isZero();
        assertThat(engine.health().overdue()).isEmpty();
        handler.passAll();
        engine.close();
    }

    @Test
    void close_handlerIgnoresItsDeadlineAndTheClose_returnsAndTells() {
        handler.onInterrupt = OnInterrupt.SWALLOW;
        var engine = start(config -> config.handlerTimeout(Duration.ofMillis(20)));
        var stuck = handler.call(0, 0);
        until("interrupted by its deadline", () -> stuck.interrupted);
        engine.close(Duration.ofMillis(100));

        assertThat(engine.state()).isEqualTo(ConsumerState.CLOSED);
        assertThat(engine.termination().toCompletableFuture().join().interrupted())
                .isEqualTo(1);
        assertThat(source.committed(P0)).isZero();
        stuck.finish();
        until("no thread is left", () -> !stuck.thread.isAlive() && timerThreads() == 0);
        assertThat(handler.calls).hasSize(1);
    }

    private Engine start(Consumer<ConfigBuilder<String, String>> settings) {
        append(0);
        source.assign(P0);
        var builder = ParallelConsumerConfig.<String, String>builder(
                        Map.of("bootstrap.servers", "unused:9", "group.id", "g", "client.id", client))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .retry(RetryPolicy.fixed(1_000, Duration.ZERO));
        settings.accept(builder);
        started = Engine.start(builder.build(), handler, source);
        return started;
    }

    private void append(long offset) {
        source.append(
                new ConsumerRecord<>("t", 0, offset, null, Records.value(offset).getBytes(UTF_8)));
    }

    private static void pinUntilInterrupted() {
        var monitor = new Object();
        synchronized (monitor) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private long timerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("timer [g/" + client + "]"))
                .count();
    }
}
