package io.github.parallelconsumer.internal.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.ScriptedSink;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/** A record whose bytes nobody decodes is handed over without a copy, and nothing shows of it. */
class HandOverTest {

    private final InFlightRecord record = Exec.record(Exec.token(), 5);
    private final DecoderPool<byte[], byte[]> pool = warm(ByteArrayDeserializer::new);

    @Test
    void decode_byteArraysWithoutHeaders_isThePolledRecord() {
        assertThat(pool.decode(record)).isSameAs(record.raw());
    }

    @Test
    void decode_handlerAddedHeaders_nextAttemptAndDeadLetterHaveNone() {
        pool.decode(record).headers().add("mine", new byte[] {1});

        var next = pool.decode(record);

        assertThat(next).isNotSameAs(record.raw());
        assertThat(next.headers()).isEmpty();
        assertThat(record.asPolled().headers()).isEmpty();
        assertThat(record.asPolled().value()).isEqualTo(record.raw().value());
        assertThat(record.asPolled().offset()).isEqualTo(5);
    }

    @Test
    void bury_handlerAddedHeaders_letterHasNone() throws InterruptedException {
        var sink = new ScriptedSink();
        var office = new LetterOffice(Exec.NAME, "g", "t"::equals, sink, false, defect -> {}, System::nanoTime);
        office.start();
        pool.decode(record).headers().add("mine", new byte[] {1});

        office.bury(record, 1, new IllegalStateException("no use"), (raw, failure) -> "dlt");
        office.close(Duration.ofSeconds(10));

        assertThat(sink.sent)
                .singleElement()
                .satisfies(letter -> assertThat(letter.record().headers()).isEmpty());
    }

    @Test
    void decode_headers_copyThatLeavesTheOriginalsAlone() {
        record.raw().headers().add("h", new byte[] {2});

        var decoded = pool.decode(record);
        decoded.headers().add("mine", new byte[] {1});

        assertThat(pool.decode(record).headers()).extracting(Header::key).containsExactly("h");
        assertThat(record.asPolled().headers()).extracting(Header::key).containsExactly("h");
    }

    @Test
    void decode_subclassOfTheByteDeserializer_decodes() {
        var upper = warm(() -> new ByteArrayDeserializer() {
            @Override
            public byte[] deserialize(String topic, byte[] data) {
                return new String(data, UTF_8).toUpperCase(Locale.ROOT).getBytes(UTF_8);
            }
        });
        assertThat(upper.decode(record).value()).isEqualTo("V5".getBytes(UTF_8));
    }

    /** A pool that has made its first deserializers. */
    private static DecoderPool<byte[], byte[]> warm(Supplier<Deserializer<byte[]>> deserializers) {
        var config = ParallelConsumerConfig.<byte[], byte[]>builder(Map.of("bootstrap.servers", "x:1", "group.id", "g"))
                .deserializers(deserializers, deserializers)
                .topics("t")
                .build();
        var pool = new DecoderPool<>(Exec.NAME, config);
        pool.decode(Exec.record(Exec.token(), 1));
        return pool;
    }
}
