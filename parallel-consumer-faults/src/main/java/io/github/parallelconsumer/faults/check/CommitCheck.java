package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Commit;
import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * When a commit was seen, each record below its offset, and each that its map calls finished, had ended; and no commit of a
 * partition is below the one before. Stateless.
 */
final class CommitCheck implements Check {

    @Override
    public Finding of(History history) {
        var ledger = history.ledger();
        var sweep = new Sweep(ledger);
        ledger.commits().forEach(sweep::add);
        var told = ledger.commits().size() + " commits, " + sweep.maps + " with a map";
        return Finding.of("committed never ahead", told, sweep.violations);
    }

    /** Goes through the commits in the order of time, with the ends of records in its wake. Confined to one check. */
    private static final class Sweep {

        private final List<Event> finishes;
        private final Map<Integer, Set<Long>> finished = new HashMap<>();
        private final Map<Integer, Long> watermarks = new HashMap<>();
        private final Map<Integer, Commit> newest = new HashMap<>();
        private final List<String> violations = new ArrayList<>();
        private int next;
        private int maps;

        Sweep(Ledger ledger) {
            finishes = ledger.events().stream()
                    .filter(event -> event.kind().finishes())
                    .toList();
        }

        void add(Commit commit) {
            for (; next < finishes.size() && finishes.get(next).nanos() <= commit.nanos(); next++) {
                var event = finishes.get(next);
                finished.computeIfAbsent(event.partition(), key -> new HashSet<>())
                        .add(event.offset());
            }
            var done = finished.computeIfAbsent(commit.partition(), key -> new HashSet<>());
            long watermark = watermarks.getOrDefault(commit.partition(), 0L);
            while (done.contains(watermark)) {
                watermark++;
            }
            watermarks.put(commit.partition(), watermark);
            judge(commit, watermark, done);
        }

        private void judge(Commit commit, long watermark, Set<Long> done) {
            if (commit.offset() > watermark) {
                violations.add(commit + "  although only the records below " + watermark + " had ended");
            }
            if (commit.above().length() > 0) {
                maps++;
                LongStream.rangeClosed(commit.offset(), commit.above().highest())
                        .filter(offset -> commit.above().isFinished(offset) && !done.contains(offset))
                        .limit(1)
                        .forEach(offset -> violations.add(commit + "  says that " + offset + " had ended"));
            }
            var before = newest.put(commit.partition(), commit);
            if (before != null && before.offset() > commit.offset()) {
                violations.add(commit + "  after " + before);
            }
        }
    }
}
