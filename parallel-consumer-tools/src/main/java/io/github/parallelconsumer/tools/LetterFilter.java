package io.github.parallelconsumer.tools;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are wanted: those that fit each part. Immutable.
 *
 * @param exceptions names of failure classes, each with or without its package; empty for all
 * @param sourceTopics topics the records came from; empty for all
 * @param sourcePartitions partitions the records came from; empty for all
 * @param since the letter's timestamp is this or later; null for no bound. It is the original record's, unless the dead
 *     letter topic is set to {@code LogAppendTime}
 * @param until the letter's timestamp is earlier; null for no bound
 */
public record LetterFilter(
        Set<String> exceptions,
        Set<String> sourceTopics,
        Set<Integer> sourcePartitions,
        @Nullable Instant since,
        @Nullable Instant until) {

    private static final LetterFilter ALL = new LetterFilter(Set.of(), Set.of(), Set.of(), null, null);

    /** Takes copies. */
    public LetterFilter {
        exceptions = Set.copyOf(exceptions);
        sourceTopics = Set.copyOf(sourceTopics);
        sourcePartitions = Set.copyOf(sourcePartitions);
    }

    /** Wants every letter. */
    public static LetterFilter all() {
        return ALL;
    }

    /** Wants what this one does, with these failures only. */
    public LetterFilter withExceptions(Set<String> names) {
        return new LetterFilter(names, sourceTopics, sourcePartitions, since, until);
    }

    /** Wants what this one does, from these topics only. */
    public LetterFilter withSourceTopics(Set<String> topics) {
        return new LetterFilter(exceptions, topics, sourcePartitions, since, until);
    }

    /** Wants what this one does, from these partitions only. */
    public LetterFilter withSourcePartitions(Set<Integer> partitions) {
        return new LetterFilter(exceptions, sourceTopics, partitions, since, until);
    }

    /** Wants what this one does, with timestamps in this time only; see the components of the same names. */
    public LetterFilter withTime(@Nullable Instant from, @Nullable Instant to) {
        return new LetterFilter(exceptions, sourceTopics, sourcePartitions, from, to);
    }

    boolean accepts(String exception, String topic, int partition, long timestamp) {
        return (exceptions.isEmpty() || exceptions.contains(exception) || exceptions.contains(simpleName(exception)))
                && (sourceTopics.isEmpty() || sourceTopics.contains(topic))
                && (sourcePartitions.isEmpty() || sourcePartitions.contains(partition))
                && (since == null || timestamp >= since.toEpochMilli())
                && (until == null || timestamp < until.toEpochMilli());
    }

    private static String simpleName(String exception) {
        return exception.substring(exception.lastIndexOf('.') + 1);
    }
}
