package io.github.parallelconsumer.bench.peers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The moment in a record's value at which it was given to its producer, by the clock of the machine. Stateless. */
final class Stamp {

    private static final byte[] HOT_KEY = "hot".getBytes(StandardCharsets.UTF_8);

    private Stamp() {}

    static byte[] hotKey() {
        return HOT_KEY.clone();
    }

    static boolean isHot(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(record.key(), HOT_KEY);
    }

    /** A value of that size, made now. */
    static byte[] value(int bytes) {
        return ByteBuffer.allocate(bytes).putLong(0, nanos()).array();
    }

    /** How old a value is; not negative, since the clock may be set back. */
    static long ageMicros(byte[] value) {
        return Math.max(
                0,
                TimeUnit.NANOSECONDS.toMicros(nanos() - ByteBuffer.wrap(value).getLong()));
    }

    private static long nanos() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
