package io.github.parallelconsumer.tools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the dead letter topic, from where it is told to the end that it had at first. Confined to the thread of the run.
 */
final class LetterReader implements AutoCloseable {

    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);
    /** A transaction of a run that was killed ends after a minute at the latest. */
    private static final Duration STABLE_OFFSETS = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofSeconds(1);
    /** After so many polls without progress the brokers are asked for a sign of life. */
    private static final int MOST_EMPTY_POLLS = 10;

    private final RedriveOptions options;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<String, Optional<Integer>> partitionCounts = new HashMap<>();

    LetterReader(RedriveOptions options) {
        this.options = options;
        consumer = new KafkaConsumer<>(
                ClientSettings.forConsumer(options), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Looks where the topic ends now, which is where the run ends. */
    void findEnd() {
        int count = partitionCount(options.topic())
                .orElseThrow(() -> new RedriveException(
                        "the topic " + options.topic() + " does not exist: name the dead letter topic", null));
        var partitions = new HashSet<TopicPartition>();
        for (int i = 0; i < count; i++) {
            partitions.add(new TopicPartition(options.topic(), i));
        }
        consumer.assign(partitions);
        ends.putAll(consumer.endOffsets(partitions));
    }

    /** The progress of earlier runs; nothing for a partition that none has been to. */
    Map<TopicPartition, Progress> progress() {
        var progress = new HashMap<TopicPartition, Progress>();
        consumer.committed(ends.keySet(), STABLE_OFFSETS).forEach((partition, committed) -> {
            if (committed != null) {
                progress.put(partition, Progress.of(committed).upToAtMost(end(partition)));
            }
        });
        return progress;
    }

    /** Goes to these offsets, or to the first letters that are left where retention has deleted those. */
    void start(Map<TopicPartition, Long> from) {
        var firsts = consumer.beginningOffsets(ends.keySet());
        firsts.forEach(
                (partition, first) -> consumer.seek(partition, Math.max(first, from.getOrDefault(partition, 0L))));
        pauseFinished();
    }

    boolean atEnd() {
        return consumer.paused().size() == ends.size();
    }

    /** The next letters, few enough for one chunk; maybe none, but then the positions have moved. */
    List<Letter> next() {
        var before = positions();
        var letters = new ArrayList<Letter>();
        for (int polls = 1; positions().equals(before); polls++) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                if (read.offset() < end(new TopicPartition(read.topic(), read.partition()))) {
                    letters.add(Letter.of(read));
                }
            }
            if (polls % MOST_EMPTY_POLLS == 0) {
                // Throws where no broker answers.
                consumer.endOffsets(ends.keySet());
            }
        }
        pauseFinished();
        return letters;
    }

    /** Up to where each partition has been read, never beyond the end of the run. */
    Map<TopicPartition, Long> positions() {
        var positions = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> positions.put(partition, Math.min(end, consumer.position(partition))));
        return positions;
    }

    Map<TopicPartition, Long> ends() {
        return Map.copyOf(ends);
    }

    /** The group that keeps the progress, as one without members. */
    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /** How many partitions a topic has; nothing if there is no such topic. Asked once. */
    Optional<Integer> partitionCount(String topic) {
        return partitionCounts.computeIfAbsent(
                topic,
                name -> Optional.ofNullable(consumer.partitionsFor(name, FIRST_ANSWER))
                        .filter(partitions -> !partitions.isEmpty())
                        .map(List::size));
    }

    private long end(TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition));
    }

    private void pauseFinished() {
        consumer.pause(ends.entrySet().stream()
                .filter(entry -> consumer.position(entry.getKey()) >= entry.getValue())
                .map(Entry::getKey)
                .toList());
    }

    /** Never throws: what is read is not this consumer's to commit, so nothing depends on its end. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
