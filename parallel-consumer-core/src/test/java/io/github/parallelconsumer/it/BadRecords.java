package io.github.parallelconsumer.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Draws records of the kinds that nobody thinks of. Confined to one thread. */
final class BadRecords {

    private static final int LARGE = 1_000_000;
    private static final int MANY_HEADERS = 5_000;
    /** Every one in so many has a part that is large: it takes its time. */
    private static final int RARE = 40;

    private final Random random;

    BadRecords(long seed) {
        random = new Random(seed);
    }

    ProducerRecord<byte[], byte[]> next(int number, String topic, int partition) {
        return new ProducerRecord<>(
                topic, partition, part(number % RARE == 0), part(number % RARE == 7), headers(number % RARE == 13));
    }

    /** Nothing, empty, or bytes that are hardly ever a text. */
    private byte @Nullable [] part(boolean large) {
        if (large) {
            return bytes(LARGE);
        }
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> new byte[] {(byte) random.nextInt(3)};
            default -> bytes(1 + random.nextInt(200));
        };
    }

    private List<Header> headers(boolean many) {
        var headers = new ArrayList<Header>();
        for (int left = many ? MANY_HEADERS : random.nextInt(5); left > 0; left--) {
            headers.add(new RecordHeader(name(), part(false)));
        }
        if (random.nextInt(RARE) == 0) {
            headers.add(new RecordHeader("large", bytes(LARGE / 10)));
        }
        return headers;
    }

    private String name() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "twice";
            case 2 -> "größe \u0000 \ud83d\ude00";
            default -> "h" + random.nextInt(1_000);
        };
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
