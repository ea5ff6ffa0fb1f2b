package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import io.github.parallelconsumer.bench.peers.Results.Cell;
import java.util.ArrayList;
import java.util.List;

/** What this library wants to reach. Confined to one thread while it is made. */
final class Targets {

    private final List<Target> targets = new ArrayList<>();

    private Targets() {}

    /** All of them, in the order in which reports have them. */
    static List<Target> all() {
        var all = new Targets();
        all.nothing();
        all.ceilings();
        all.others();
        return List.copyOf(all.targets);
    }

    private void nothing() {
        var row = Rows.NOTHING;
        var bare = cell(row, Entry.BARE);
        for (var rate : List.of(
                new Bound(Entry.UNORDERED, 0.70), new Bound(Entry.KEY, 0.60), new Bound(Entry.PARTITION, 0.90))) {
            add("0 ms: records/s against the bare loop", row, rate.entry, Metric.RECORDS_PER_SECOND)
                    .against(bare)
                    .atLeast(rate.bound);
        }
        for (var cpu :
                List.of(new Bound(Entry.UNORDERED, 1.5), new Bound(Entry.KEY, 1.8), new Bound(Entry.PARTITION, 1.2))) {
            add("0 ms: CPU per record against the bare loop", row, cpu.entry, Metric.CPU_MICROS_PER_RECORD)
                    .against(bare)
                    .atMost(cpu.bound);
        }
        for (var bytes : List.of(new Bound(Entry.UNORDERED, 250), new Bound(Entry.PARTITION, 30))) {
            add("0 ms: allocation beyond the bare loop's", row, bytes.entry, Metric.BYTES_PER_RECORD)
                    .beyond(bare)
                    .atMost(bytes.bound);
        }
    }

    private void ceilings() {
        ofCeiling("10 ms, 1,000 at once", Rows.SLEEP_10_1000, Entry.UNORDERED, 0.97);
        ofCeiling("10 ms, 1,000 at once", Rows.SLEEP_10_1000, Entry.KEY, 0.90);
        add(
                        "10 ms, 5,000 at once: records/s against Confluent",
                        Rows.SLEEP_10_5000,
                        Entry.UNORDERED,
                        Metric.RECORDS_PER_SECOND)
                .against(cell(Rows.SLEEP_10_5000, Entry.CONFLUENT_UNORDERED))
                .atLeast(10);
        add("10 ms, 5,000 at once: CPU per record", Rows.SLEEP_10_5000, Entry.UNORDERED, Metric.CPU_MICROS_PER_RECORD)
                .atMost(8);
        ofCeiling("100 ms, 5,000 at once", Rows.SLEEP_100_5000, Entry.UNORDERED, 0.97);
        ofCeiling("1 ms, 16 at once", Rows.SLEEP_1_16, Entry.UNORDERED, 0.95);
        ofCeiling("1 ms, 1 % of 500 ms, 500 at once", Rows.MIXED, Entry.UNORDERED, 0.97);
        ofCeiling("1 ms, 1 % of 500 ms, 500 at once", Rows.MIXED, Entry.KEY, 0.92);
    }

    private void others() {
        add(
                        "one key has half of the records: p99 of the others, against without it",
                        Rows.HOT_KEY,
                        Entry.KEY,
                        Metric.P99_MICROS)
                .against(cell(Rows.HOT_KEY_WITHOUT, Entry.KEY))
                .atMost(1.5);
        add(
                        "18 KB, computing, 1 partition: records/s against the bare loop",
                        Rows.LARGE,
                        Entry.KEY,
                        Metric.RECORDS_PER_SECOND)
                .against(cell(Rows.LARGE, Entry.BARE))
                .atLeast(0.9);
        for (var metric : List.of(Metric.P50_MICROS, Metric.P99_MICROS)) {
            add("4,000 records/s: " + metric.label() + " against the bare loop", Rows.LATENCY, Entry.KEY, metric)
                    .against(cell(Rows.LATENCY, Entry.BARE))
                    .atMost(1.1);
        }
        add("10,000 in flight: live heap against the bare loop", Rows.LIVE_HEAP, Entry.KEY, Metric.LIVE_HEAP_MB)
                .against(cell(Rows.LIVE_HEAP, Entry.BARE))
                .atMost(1.3);
        add("waiting: CPU against the bare loop", Rows.IDLE, Entry.KEY, Metric.CPU_MILLIS_PER_SECOND)
                .against(cell(Rows.IDLE, Entry.BARE))
                .atMost(1.2);
        for (var order : List.of("inOrder", "random", "stuckHead")) {
            var cell = new Cell(Rows.OFFSET_TRACKER, order);
            add("OffsetTracker: time", cell, Metric.NANOS_PER_RECORD).atMost(15);
            if (!order.equals("stuckHead")) { // there the window grows to a million records, which takes memory
                add("OffsetTracker: allocation (0 bytes)", cell, Metric.BYTES_PER_RECORD)
                        .atMost(0.5);
            }
        }
        add(
                        "1,000,000 keys pass: live heap, late against early (flat)",
                        Rows.MANY_KEYS,
                        Entry.KEY,
                        Metric.LIVE_HEAP_GROWTH)
                .atMost(1.1);
    }

    private void ofCeiling(String what, String row, Entry entry, double bound) {
        double ceiling = Rows.named(List.of(row)).getFirst().ceiling().orElseThrow();
        add(what + ": share of the ceiling", row, entry, Metric.RECORDS_PER_SECOND)
                .measured(new Target.Measure.OfCeiling(ceiling))
                .atLeast(bound);
    }

    private Draft add(String what, String row, Entry entry, Metric metric) {
        return add(what, cell(row, entry), metric);
    }

    private Draft add(String what, Cell cell, Metric metric) {
        return new Draft(what, cell, metric, new Target.Measure.Itself());
    }

    private static Cell cell(String row, Entry entry) {
        return new Cell(row, entry.id());
    }

    private record Bound(Entry entry, double bound) {}

    /** A target without its bound. Immutable. */
    private final class Draft {

        private final String what;
        private final Cell cell;
        private final Metric metric;
        private final Target.Measure measure;

        Draft(String what, Cell cell, Metric metric, Target.Measure measure) {
            this.what = what;
            this.cell = cell;
            this.metric = metric;
            this.measure = measure;
        }

        Draft measured(Target.Measure other) {
            return new Draft(what, cell, metric, other);
        }

        Draft against(Cell other) {
            return measured(new Target.Measure.Against(other));
        }

        Draft beyond(Cell other) {
            return measured(new Target.Measure.Beyond(other));
        }

        void atLeast(double bound) {
            targets.add(new Target(what, cell, metric, measure, true, bound));
        }

        void atMost(double bound) {
            targets.add(new Target(what, cell, metric, measure, false, bound));
        }
    }
}
