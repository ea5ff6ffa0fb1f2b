package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topic that every contender reads: how many records, how they are spread, how large they are. Immutable. */
record Workload(long records, int partitions, int keys, int valueBytes) {

    private static final long SEED = 42;

    Workload {
        if (records < 1 || partitions < 1 || keys < 1 || valueBytes < 1) {
            throw new IllegalArgumentException("Each of these must be at least 1: records " + records + ", partitions "
                    + partitions + ", keys " + keys + ", value bytes " + valueBytes);
        }
    }

    /** Makes the topic, with the same records in it each time, and returns its name. */
    String fill(TestKafka kafka) {
        String topic = kafka.createTopic(TestKafka.uniqueName("compare"), partitions);
        kafka.produce(stream(topic));
        return topic;
    }

    /** Keys in random order, as real ones come: a poll then holds some of them several times. */
    Stream<ProducerRecord<byte[], byte[]>> stream(String topic) {
        var random = new SplittableRandom(SEED);
        byte[][] keyBytes = new byte[keys][];
        for (int i = 0; i < keys; i++) {
            keyBytes[i] = ("key-" + i).getBytes(StandardCharsets.UTF_8);
        }
        byte[] value = new byte[valueBytes];
        random.nextBytes(value);
        return LongStream.range(0, records)
                .mapToObj(i -> new ProducerRecord<>(topic, keyBytes[random.nextInt(keys)], value));
    }
}
