package io.github.parallelconsumer.tools;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Up to which offset of one partition of the dead letter topic each selection has been sent. Immutable.
 *
 * <p>It is kept in the metadata of the group's commits. So runs with different filters know of each other: a letter
 * that one has passed over is still there for the next, and one that was sent is not sent again.
 */
record Progress(Map<Selection, Long> upTo) {

    static final Progress NONE = new Progress(Map.of());

    /** Kafka's default for what a commit may carry. */
    private static final int MOST_CHARACTERS = 4096;

    private static final String HEADING = "pc-redrive-1";

    /** What a commit says; one with metadata of somebody else, or none, says that all before it is done. */
    static Progress of(OffsetAndMetadata committed) {
        var lines = committed.metadata().lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADING)) {
            return onlyOffset(committed);
        }
        try {
            return new Progress(lines.stream()
                    .skip(1)
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(
                            words -> SelectionText.read(words[1]), words -> Long.parseLong(words[0]), Math::max)));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            // Ours by its heading, and yet damaged: sending nothing twice is the safer reading.
            return onlyOffset(committed);
        }
    }

    private static Progress onlyOffset(OffsetAndMetadata committed) {
        return new Progress(Map.of(Selection.EVERYTHING, committed.offset()));
    }

    /** The first offset at which this selection may find a letter. */
    long start(Selection selection) {
        return upTo.entrySet().stream()
                .filter(entry -> entry.getKey().covers(selection))
                .mapToLong(Entry::getValue)
                .max()
                .orElse(0);
    }

    /** Whether a run with any selection has sent it. */
    boolean hasSent(Letter letter) {
        return upTo.entrySet().stream()
                .anyMatch(entry -> letter.record().offset() < entry.getValue()
                        && entry.getKey().takes(letter));
    }

    /** With this selection sent up to an offset; what that makes superfluous is left out. */
    Progress with(Selection selection, long offset) {
        var next = new HashMap<>(upTo);
        next.entrySet().removeIf(entry -> selection.covers(entry.getKey()) && entry.getValue() <= offset);
        next.put(selection, offset);
        return new Progress(Map.copyOf(next));
    }

    /** Nothing beyond the end of the partition: what is written there later has not been sent. */
    Progress upToAtMost(long end) {
        return new Progress(upTo.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Entry::getKey, entry -> Math.min(end, entry.getValue()))));
    }

    OffsetAndMetadata commit(long offset) {
        var text = HEADING
                + upTo.entrySet().stream()
                        .map(entry -> "\n" + entry.getValue() + " " + SelectionText.write(entry.getKey()))
                        .sorted()
                        .collect(Collectors.joining());
        if (text.length() > MOST_CHARACTERS) {
            throw new RedriveException(
                    "too many different filters have been used on this topic to remember what each has sent: run once"
                            + " without a filter, or use another group and a filter by time",
                    null);
        }
        return new OffsetAndMetadata(offset, text);
    }
}
