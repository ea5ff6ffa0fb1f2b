package io.github.parallelconsumer.tools;

import java.util.Map;

/** What a redrive is asked to do. Immutable. */
record RedriveOptions(
        Map<String, Object> kafka,
        String topic,
        String group,
        Selection selection,
        boolean dryRun,
        boolean fromBeginning,
        boolean keepTimestamps,
        int chunk,
        ProgressListener listener) {

    /** Without Kafka's settings, among which are passwords. */
    @Override
    public String toString() {
        return "Redrive of " + topic + " with group " + group;
    }
}
