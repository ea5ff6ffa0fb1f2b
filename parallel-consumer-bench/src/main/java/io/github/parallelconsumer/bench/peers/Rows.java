package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.util.List;
import java.util.stream.Stream;

/** The workloads of the comparison with peers. Stateless. */
final class Rows {

    static final String NOTHING = "0ms-1000";
    static final String SLEEP_10_1000 = "10ms-1000";
    static final String SLEEP_10_5000 = "10ms-5000";
    static final String SLEEP_100_5000 = "100ms-5000";
    static final String SLEEP_1_16 = "1ms-16";
    static final String MIXED = "mixed-500";
    static final String HOT_KEY = "hot-key";
    static final String HOT_KEY_WITHOUT = "hot-key-without";
    static final String LARGE = "18kb-cpu";
    static final String LATENCY = "latency";
    static final String LIVE_HEAP = "live-heap";
    static final String IDLE = "idle";
    static final String OFFSET_TRACKER = "offset-tracker";
    static final String MANY_KEYS = "1m-keys";
    static final String PINNED_21 = "pinned-jdk21";
    static final String PINNED_25 = "pinned-jdk25";

    /** The one that most rows read: 12 partitions, 10,000 keys, 100 bytes. */
    static final Topic USUAL = new Topic(6_000_000, 12, 10_000, 100);

    /** The same before anything is sent. */
    static final Topic EMPTY = USUAL.withRecords(0);
    /** One at a time, or one for each partition: where handlers wait, these stand at a ceiling of their own, so that one such row has them. */
    static final List<Entry> SERIAL = List.of(Entry.BARE, Entry.SPRING);
    /** All that keep no order and run as many handlers as they may. */
    static final List<Entry> UNORDERED = List.of(Entry.UNORDERED, Entry.CONFLUENT_UNORDERED, Entry.LOOP, Entry.SHARE);

    /** All that keep the order of each key. */
    static final List<Entry> KEYS = List.of(Entry.KEY, Entry.CONFLUENT_KEY);

    private Rows() {}

    /** All of them. */
    static List<Row> all() {
        return Stream.of(RateRows.all(), OtherRows.all()).flatMap(List::stream).toList();
    }

    /** The rows of these names, in this program's order. */
    static List<Row> named(List<String> names) {
        var known = all().stream().map(Row::name).toList();
        for (var name : names) {
            if (!known.contains(name)) {
                throw CommandException.wrongOption("--only", name, "the rows are " + String.join(", ", known));
            }
        }
        return all().stream().filter(row -> names.contains(row.name())).toList();
    }

    /** Refuses names that are of no contender of any row. */
    static void checkContenders(List<String> names) {
        var known = all().stream()
                .flatMap(row -> row.contenders().stream())
                .distinct()
                .toList();
        for (var name : names) {
            if (!known.contains(name)) {
                throw CommandException.wrongOption(
                        "--contenders", name, "the contenders are " + String.join(", ", known));
            }
        }
    }

    /** The names of contenders. */
    static List<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }
}
