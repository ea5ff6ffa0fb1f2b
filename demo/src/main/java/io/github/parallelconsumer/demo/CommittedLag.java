package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.testkit.TestKafka;

/** What a group has left to do in a topic, as the broker sees it. Stateless. */
final class CommittedLag {

    private CommittedLag() {}

    /**
     * Records between what the group has committed and the end of each partition. The topic was never trimmed, so a
     * partition without a commit lacks all of its records. A commit beyond the end is as wrong as one before it.
     */
    static long of(TestKafka kafka, String topic, String group) {
        var committed = kafka.committedOffsets(group);
        return kafka.endOffsets(topic).entrySet().stream()
                .mapToLong(end -> {
                    var commit = committed.get(end.getKey());
                    return Math.abs(end.getValue() - (commit == null ? 0 : commit.offset()));
                })
                .sum();
    }
}
