package io.github.parallelconsumer.testkit;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the records that tests send. Stateless. */
public final class Records {
    /** Part of values and passwords in tests. No log may hold it, which {@code .ci/run} looks into all of them for. */
    public static final String UNLOGGED = "unlogged4711";

    private Records() {}

    /** A value that can be told from others, and found in a log. */
    public static String value(long number) {
        return UNLOGGED + "-" + number;
    }

    /** Records whose values are 0, 1, 2, ... and whose keys, {@code key-0} and so on, take turns. */
    public static Stream<ProducerRecord<String, String>> numbered(String topic, long count, int keys) {
        return LongStream.range(0, count)
                .mapToObj(i -> new ProducerRecord<>(topic, "key-" + i % keys, Long.toString(i)));
    }

    /** Records without a key whose values are 0, 1, 2, ... */
    public static Stream<ProducerRecord<String, String>> withoutKeys(String topic, long count) {
        return LongStream.range(0, count).mapToObj(i -> new ProducerRecord<>(topic, Long.toString(i)));
    }
}
