package io.github.parallelconsumer.internal.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes what these tests need. */
final class Exec {

    static final String NAME = "[g/c]";

    private Exec() {}

    static AssignmentToken token() {
        return new AssignmentToken(new TopicPartition("t", 0), 7);
    }

    static InFlightRecord record(AssignmentToken token, long offset) {
        return new InFlightRecord(
                new ConsumerRecord<>("t", 0, offset, "k".getBytes(UTF_8), ("v" + offset).getBytes(UTF_8)),
                token,
                offset);
    }

    static Setback setback() {
        return new Setback(1, new IllegalStateException("made up"), Setback.Next.RETRY);
    }

    static DeadLetters noDeadLetters() {
        return (record, attempts, cause, topic) -> {
            throw new AssertionError("no dead letter is expected");
        };
    }

    static RecordRunner<String, String> runner(
            RecordHandler<String, String> handler,
            DecoderPool<String, String> decoders,
            RetryPolicy policy,
            DeadLetters deadLetters,
            LongSupplier clock) {
        var failing = new FailingRecords(NAME, new WaitNotices());
        return runner(handler, decoders, policy, failing, deadLetters, clock);
    }

    static RecordRunner<String, String> runner(
            RecordHandler<String, String> handler,
            DecoderPool<String, String> decoders,
            RetryPolicy policy,
            FailingRecords failing,
            DeadLetters deadLetters,
            LongSupplier clock) {
        var judge = new Judge(NAME, policy, policy.onExhausted() instanceof OnExhausted.DeadLetter to ? to : null);
        var watch = new AttemptWatch(null, null);
        return new RecordRunner<>(handler, decoders, judge, failing, deadLetters, watch, clock);
    }

    static DecoderPool<String, String> strings() {
        return pool(StringDeserializer::new, 8);
    }

    static DecoderPool<String, String> pool(Supplier<? extends Deserializer<String>> values, int maxConcurrency) {
        return new DecoderPool<>(
                NAME,
                ParallelConsumerConfig.<String, String>builder(Map.of("bootstrap.servers", "unused:9", "group.id", "g"))
                        .deserializers(StringDeserializer::new, values)
                        .topics("t")
                        .maxConcurrency(maxConcurrency)
                        .build());
    }
}
