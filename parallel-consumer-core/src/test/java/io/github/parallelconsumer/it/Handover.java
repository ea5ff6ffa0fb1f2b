package io.github.parallelconsumer.it;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * That a member had a partition for a while, and what it had committed in the end. Immutable.
 *
 * @param from when the partition was assigned, on the clock of {@link Event}
 * @param to when it was given up
 * @param committed below this offset nothing comes again
 */
record Handover(String member, TopicPartition partition, long from, long to, long committed) {

    private static final String MARK = "HANDOVER";

    /** Whether the event is a start of a record that was not covered by the last commit, and therefore comes again. */
    boolean leavesOpen(Event event) {
        return event.kind() == Event.Kind.STARTED
                && event.member().equals(member)
                && event.delivery().partition().equals(partition)
                && event.delivery().offset() >= committed
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
                Long.toString(committed));
    }

    /** The handover that a line tells of, if it does. */
    static Optional<Handover> parse(String line) {
        var words = line.split(" ", -1);
        if (words.length != 7 || !words[0].equals(MARK)) {
            return Optional.empty();
        }
        return Optional.of(new Handover(
                words[1],
                new TopicPartition(words[2], Integer.parseInt(words[3])),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                Long.parseLong(words[6])));
    }
}
