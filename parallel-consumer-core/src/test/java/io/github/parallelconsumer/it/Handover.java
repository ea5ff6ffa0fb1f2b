package io.github.parallelconsumer.it;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * That a member had a partition for a while, and what it had committed in the end. Immutable.
 *
 * @param from when the partition was assigned, on the clock of {@link Event}
 * @param to when it was given up
 * @param committed what it had committed; nothing of that comes again
 */
record Handover(String member, TopicPartition partition, long from, long to, OffsetAndMetadata committed) {

    private static final String MARK = "HANDOVER";
    private static final String NO_MAP = "-";

    /** Whether the event is a start of a record here. */
    boolean started(Event event) {
        return event.kind() == Event.Kind.STARTED
                && event.member().equals(member)
                && event.delivery().partition().equals(partition)
                && event.nanos() >= from
                && event.nanos() <= to;
    }

    /** One line of a process's output. */
    String toLine() {
        return String.join(
                " ",
                MARK,
                member,
                partition.topic(),
                Integer.toString(partition.partition()),
                Long.toString(from),
                Long.toString(to),
                Long.toString(committed.offset()),
                committed.metadata().isEmpty() ? NO_MAP : committed.metadata());
    }

    /** The handover that a line tells of, if it does. */
    static Optional<Handover> parse(String line) {
        var words = line.split(" ", -1);
        if (words.length != 8 || !words[0].equals(MARK)) {
            return Optional.empty();
        }
        return Optional.of(new Handover(
                words[1],
                new TopicPartition(words[2], Integer.parseInt(words[3])),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                new OffsetAndMetadata(Long.parseLong(words[6]), words[7].equals(NO_MAP) ? "" : words[7])));
    }
}
