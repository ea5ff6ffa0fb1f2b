package io.github.parallelconsumer.tools;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what becomes of the letters. Confined to the thread of the run. */
final class Tally {

    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private final Map<String, Long> sentByTopic = new TreeMap<>();
    private long sent;
    private long filtered;
    private long sentBefore;

    void refused(Refusal reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    void filtered() {
        filtered++;
    }

    void sentBefore() {
        sentBefore++;
    }

    void sent(String topic) {
        sent++;
        sentByTopic.merge(topic, 1L, Long::sum);
    }

    RedriveReport report(RedriveOptions options, boolean resumed) {
        var allRefused = refused.values().stream().mapToLong(Long::longValue).sum();
        return new RedriveReport(
                options.topic(),
                options.group(),
                options.dryRun(),
                resumed,
                sent + filtered + sentBefore + allRefused,
                sent,
                filtered,
                sentBefore,
                Map.copyOf(refused),
                Map.copyOf(sentByTopic));
    }
}
