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

    private static final Topic EMPTY = USUAL.withRecords(0);
    /** One at a time, or one for each partition: where handlers wait, these stand at their own ceiling. */
    private static final List<Entry> SERIAL = List.of(Entry.BARE, Entry.SPRING);
    /** Keeping no order, or several at once, or the newer protocol, makes no difference where it is not named. */
    private static final List<Entry> UNORDERED =
            List.of(Entry.UNORDERED, Entry.CONFLUENT_UNORDERED, Entry.LOOP, Entry.SHARE);

    private static final List<Entry> KEYS = List.of(Entry.KEY, Entry.CONFLUENT_KEY);

    private Rows() {}

    /** All of them. */
    static List<Row> all() {
        return Stream.of(rates(), heap(), latencies(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> rates() {
        return List.of(
                rate(NOTHING, "Handlers that do nothing, 1,000 at once", HandlerSpec.NOTHING, 1_000)
                        .contenders(
                                Entry.BARE,
                                Entry.UNORDERED,
                                Entry.UNORDERED_CONSUMER_PROTOCOL,
                                Entry.KEY,
                                Entry.PARTITION,
                                Entry.CONFLUENT_UNORDERED,
                                Entry.CONFLUENT_KEY,
                                Entry.CONFLUENT_PARTITION,
                                Entry.LOOP,
                                Entry.SPRING,
                                Entry.SHARE)
                        .quick(
                                Entry.BARE,
                                Entry.UNORDERED,
                                Entry.KEY,
                                Entry.PARTITION,
                                Entry.CONFLUENT_UNORDERED,
                                Entry.CONFLUENT_KEY,
                                Entry.CONFLUENT_PARTITION)
                        .build(),
                rate(SLEEP_10_1000, "Handlers of 10 ms, 1,000 at once", HandlerSpec.sleep(10), 1_000)
                        .contenders(UNORDERED)
                        .contenders(KEYS)
                        .contenders(Entry.UNORDERED_CONSUMER_PROTOCOL)
                        .contenders(SERIAL)
                        .quick(Entry.UNORDERED, Entry.KEY, Entry.CONFLUENT_UNORDERED, Entry.CONFLUENT_KEY)
                        .build(),
                rate(SLEEP_10_5000, "Handlers of 10 ms, 5,000 at once", HandlerSpec.sleep(10), 5_000)
                        .contenders(UNORDERED)
                        .build(),
                rate(SLEEP_100_5000, "Handlers of 100 ms, 5,000 at once", HandlerSpec.sleep(100), 5_000)
                        .contenders(UNORDERED)
                        .build(),
                rate(SLEEP_1_16, "Handlers of 1 ms, 16 at once", HandlerSpec.sleep(1), 16)
                        .contenders(UNORDERED)
                        .build(),
                rate(
                                MIXED,
                                "Handlers of 1 ms, one in a hundred of 500 ms, 500 at once",
                                new HandlerSpec(HandlerSpec.Kind.MIXED, 1),
                                500)
                        .contenders(UNORDERED)
                        .contenders(KEYS)
                        .build(),
                rate(
                                LARGE,
                                "18 KB, handlers that compute, 1 partition",
                                new HandlerSpec(HandlerSpec.Kind.HASH, 0),
                                1_000)
                        .topic(new Topic(40_000, 1, 10_000, 18 * 1_024))
                        .contenders(Entry.BARE)
                        .contenders(KEYS)
                        .contenders(Entry.LOOP, Entry.SHARE, Entry.SPRING)
                        .build(),
                pinned(21),
                pinned(25));
    }

    private static Row pinned(int jdk) {
        var handler = new HandlerSpec(HandlerSpec.Kind.SYNCHRONIZED, 10);
        return rate("pinned-jdk" + jdk, "Handlers of 10 ms inside synchronized, 256 at once, JDK " + jdk, handler, 256)
                .jdk(jdk)
                .contenders(Entry.UNORDERED, Entry.LOOP)
                .build();
    }

    private static List<Row> heap() {
        var sleep = HandlerSpec.sleep(10);
        return List.of(
                new RowBuilder(LIVE_HEAP, "10,000 records in flight: live heap", Probe.LIVE_HEAP, sleep, 1_000)
                        .contenders(Entry.BARE, Entry.UNORDERED, Entry.CONFLUENT_UNORDERED, Entry.LOOP)
                        .contenders(KEYS)
                        .build(),
                new RowBuilder(
                                MANY_KEYS,
                                "1,000,000 distinct keys pass through: live heap",
                                Probe.HEAP_GROWTH,
                                HandlerSpec.sleep(1),
                                200)
                        .topic(new Topic(1_000_000, 12, 1_000_000, 100))
                        .contenders(KEYS)
                        .build());
    }

    private static List<Row> latencies() {
        var hotTitle = "500 records/s, handlers of 1 ms, ";
        return List.of(
                new RowBuilder(
                                LATENCY,
                                "4,000 records/s: from the producer to the start of the handler",
                                Probe.LATENCY,
                                HandlerSpec.NOTHING,
                                1_000)
                        .feed(new Feed(4_000, 0))
                        .topic(EMPTY)
                        .contenders(Entry.BARE, Entry.KEY, Entry.CONFLUENT_KEY, Entry.SPRING)
                        .contenders(UNORDERED)
                        .build(),
                hotKey(HOT_KEY, hotTitle + "and as many of one hot key: the other keys", 500),
                hotKey(HOT_KEY_WITHOUT, hotTitle + "without the hot key", 0));
    }

    private static Row hotKey(String name, String title, int hotPerSecond) {
        return new RowBuilder(name, title, Probe.LATENCY, HandlerSpec.sleep(1), 1_000)
                .feed(new Feed(500, hotPerSecond))
                .topic(EMPTY)
                .contenders(KEYS)
                .build();
    }

    private static List<Row> others() {
        return List.of(
                new RowBuilder(IDLE, "Waiting for records", Probe.IDLE, HandlerSpec.NOTHING, 1_000)
                        .topic(USUAL.withRecords(1_200))
                        .contenders(
                                Entry.BARE,
                                Entry.KEY,
                                Entry.KEY_CONSUMER_PROTOCOL,
                                Entry.CONFLUENT_KEY,
                                Entry.LOOP,
                                Entry.SPRING,
                                Entry.SHARE)
                        .build(),
                new RowBuilder(
                                OFFSET_TRACKER,
                                "OffsetTracker: accept, complete, advance",
                                Probe.MICRO,
                                HandlerSpec.NOTHING,
                                1)
                        .topic(EMPTY)
                        .methods("inOrder", "random", "stuckHead")
                        .build());
    }

    private static RowBuilder rate(String name, String title, HandlerSpec handler, int concurrency) {
        return new RowBuilder(name, title, Probe.RATE, handler, concurrency);
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

    /** The names of contenders. */
    static List<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }
}
