package io.github.parallelconsumer.bench.peers;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A workload, and who takes part in it. Immutable.
 *
 * @param name for commands and files
 * @param title for people
 * @param concurrency how many handlers may run at once
 * @param topic what is read
 * @param feed at what rate records come besides
 * @param jdk the feature version of the Java that runs it; 0 for the one that runs the program
 * @param contenders names of entries; of benchmark methods where the probe is {@link Probe#MICRO}
 * @param quick those of them that a quick run measures; none if the row is not in it
 */
record Row(
        String name,
        String title,
        Probe probe,
        HandlerSpec handler,
        int concurrency,
        Topic topic,
        Feed feed,
        int jdk,
        List<String> contenders,
        List<String> quick) {

    /** The records per second that no consumer can exceed; none where handlers do not wait or records come by a clock. */
    OptionalDouble ceiling() {
        return probe == Probe.RATE ? handler.ceiling(concurrency) : OptionalDouble.empty();
    }

    /** The same for others. */
    Row with(List<String> others) {
        return new Row(name, title, probe, handler, concurrency, topic, feed, jdk, others, quick);
    }

    /** The same with a topic that has at most so many records. */
    Row withRecordsAtMost(long most) {
        var smaller = topic.keys() == topic.records() ? topic : topic.withRecords(Math.min(most, topic.records()));
        return new Row(name, title, probe, handler, concurrency, smaller, feed, jdk, contenders, quick);
    }
}
