package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic that contenders read: how many records it holds from the start, how they are spread, how large they are.
 * With as many keys as records each record has a key of its own. Immutable.
 */
record Topic(long records, int partitions, int keys, int valueBytes) {

    private static final long SEED = 42;

    Topic {
        if (records < 0 || partitions < 1 || keys < 1 || valueBytes < Long.BYTES) {
            throw new IllegalArgumentException("Each of these must be at least: records 0, is " + records
                    + "; partitions 1, is " + partitions + "; keys 1, is " + keys + "; value bytes " + Long.BYTES
                    + ", is " + valueBytes);
        }
    }

    /** The same with another number of records. */
    Topic withRecords(long other) {
        return new Topic(other, partitions, keys, valueBytes);
    }

    /** Makes the topic, with the same records in it each time, and returns its name. */
    String fill(TestKafka kafka) {
        String topic = kafka.createTopic(TestKafka.uniqueName("bench"), partitions);
        kafka.produce(stream(topic));
        return topic;
    }

    /** Keys in random order, as real ones come: a poll then holds some of them several times. */
    Stream<ProducerRecord<byte[], byte[]>> stream(String topic) {
        var random = new SplittableRandom(SEED);
        byte[] value = new byte[valueBytes];
        random.nextBytes(value);
        if (keys == records) {
            return LongStream.range(0, records).mapToObj(i -> new ProducerRecord<>(topic, key(i), value));
        }
        byte[][] keyBytes = LongStream.range(0, keys).mapToObj(Topic::key).toArray(byte[][]::new);
        return LongStream.range(0, records)
                .mapToObj(i -> new ProducerRecord<>(topic, keyBytes[random.nextInt(keys)], value));
    }

    private static byte[] key(long index) {
        return ("key-" + index).getBytes(StandardCharsets.UTF_8);
    }
}
