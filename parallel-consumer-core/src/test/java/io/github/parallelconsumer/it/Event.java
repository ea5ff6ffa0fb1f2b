package io.github.parallelconsumer.it;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a handler did. Immutable.
 *
 * @param nanos when, on a clock that all processes of a machine share
 * @param member which member's handler
 * @param key the record's key
 */
record Event(
        long nanos,
        String member,
        Kind kind,
        Delivery delivery,
        @Nullable String key) {

    private static final String MARK = "EVENT";
    private static final String NO_KEY = "-";

    /** What it did. */
    enum Kind {
        STARTED,
        /** The handler is about to return. */
        DONE,
        /** The handler is about to throw. */
        FAILED
    }

    /** A record's place in its topic. */
    record Delivery(TopicPartition partition, long offset) {

        static Delivery of(ConsumerRecord<?, ?> record) {
            return new Delivery(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    static Event now(String member, Kind kind, ConsumerRecord<String, ?> record) {
        return new Event(System.nanoTime(), member, kind, Delivery.of(record), record.key());
    }

    /** One line of a process's output. */
    String toLine() {
        var partition = delivery.partition();
        return String.join(
                " ",
                MARK,
                Long.toString(nanos),
                member,
                kind.name(),
                partition.topic(),
                Integer.toString(partition.partition()),
                Long.toString(delivery.offset()),
                key == null ? NO_KEY : key);
    }

    /** The event that a line tells of, if it does. */
    static Optional<Event> parse(String line) {
        var words = line.split(" ", -1);
        if (words.length != 8 || !words[0].equals(MARK)) {
            return Optional.empty();
        }
        var partition = new TopicPartition(words[4], Integer.parseInt(words[5]));
        return Optional.of(new Event(
                Long.parseLong(words[1]),
                words[2],
                Kind.valueOf(words[3]),
                new Delivery(partition, Long.parseLong(words[6])),
                words[7].equals(NO_KEY) ? null : words[7]));
    }
}
