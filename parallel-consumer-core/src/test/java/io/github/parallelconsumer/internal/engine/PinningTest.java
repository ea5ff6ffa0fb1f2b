package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.Eventually.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.internal.ScriptedSink;
import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing of the library parks a virtual thread while it is pinned to its carrier, as one within {@code synchronized} is
 * before JDK 24: a few of them would stop every handler. The handlers here pin nothing, so an event is the library's.
 */
@Tag("jdk21")
class PinningTest {

    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);
    private static final int RECORDS = 1_000;
    /** Beyond any handler's time but that of the few that wait for it. */
    private static final Duration HANDLER_TIMEOUT = Duration.ofMillis(50);

    @TempDir
    private Path directory;

    @Test
    void recordThreads_thatWaitForAnything_areNeverPinned() throws Exception {
        runAll(); // initializes classes, which pins

        var pinned = pinnedDuring(PinningTest::runAll);

        assertThat(pinned).as("moments in which a virtual thread was pinned").isEmpty();
    }

    /** Otherwise the other test could pass because nothing is recorded. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    void threadThatWaitsWithinSynchronized_beforeJdk24_isSeen() throws Exception {
        var pinned = pinnedDuring(() -> {
            var thread = Thread.ofVirtual().start(PinningTest::waitWithinSynchronized);
            until("ended", () -> !thread.isAlive());
        });

        assertThat(pinned).hasSize(1);
    }

    private static void waitWithinSynchronized() {
        synchronized (new Object()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void runAll() {
        Stream.of(Ordering.UNORDERED, Ordering.KEY, Ordering.PARTITION).forEach(PinningTest::run);
    }

    /** Threads wait for permits, for the record before theirs, for a retry, for a letter's acknowledgement, for a deadline. */
    private static void run(Ordering ordering) {
        var source = new InMemoryRecordSource(100);
        for (long offset = 0; offset < RECORDS; offset++) {
            append(source, P0, offset);
            append(source, P1, offset);
        }
        source.assign(P0, P1);
        var sink = new ScriptedSink();
        sink.answer(letter ->
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)));
        var config = ParallelConsumerConfig.<String, String>builder(
                        Map.of("bootstrap.servers", "unused:9", "group.id", "g"))
                .deserializers(StringDeserializer::new, StringDeserializer::new)
                .topics("t")
                .ordering(ordering)
                .maxConcurrency(4)
                .handlerTimeout(HANDLER_TIMEOUT)
                .retry(RetryPolicy.fixed(2, Duration.ofMillis(1)).withOnExhausted(OnExhausted.deadLetter("dlt")))
                .deadLetterSink(sink);
        var engine =
                Engine.start(config.build(), (record, context) -> handle(record.offset(), context.attempt()), source);
        until("half are committed", () -> source.committed(P0) >= RECORDS / 2);
        source.revoke(P1);
        until("all are committed", () -> source.committed(P0) == RECORDS);
        engine.close();
        assertThat(sink.sent).isNotEmpty();
    }

    private static void handle(long offset, int attempt) throws InterruptedException {
        LockSupport.parkNanos(100_000);
        if (offset % 300 == 299 && attempt == 1) {
            new CountDownLatch(1).await(); // until its deadline interrupts it
        }
        if ((offset % 20 == 19 && attempt == 1) || offset % 100 == 99) {
            throw new IllegalStateException("told to fail");
        }
    }

    private static void append(InMemoryRecordSource source, TopicPartition partition, long offset) {
        source.append(new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset, ("k" + offset % 16).getBytes(UTF_8), new byte[1]));
    }

    private List<RecordedEvent> pinnedDuring(Runnable action) throws IOException {
        var file = directory.resolve("pinned.jfr");
        try (var recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }
}
