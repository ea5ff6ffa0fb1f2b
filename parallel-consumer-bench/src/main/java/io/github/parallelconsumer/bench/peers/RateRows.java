package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import java.util.ArrayList;
import java.util.List;

/** The workloads that ask how fast records go. Stateless. */
final class RateRows {

    private RateRows() {}

    static List<Row> all() {
        var rows = new ArrayList<>(List.of(nothing()));
        rows.addAll(waiting());
        rows.addAll(List.of(mixed(), large(), pinned(Rows.PINNED_21, 21), pinned(Rows.PINNED_25, 25)));
        return List.copyOf(rows);
    }

    private static Row nothing() {
        return rate(Rows.NOTHING, "Handlers that do nothing, 1,000 at once", HandlerSpec.NOTHING, 1_000)
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
                .build();
    }

    private static List<Row> waiting() {
        return List.of(
                rate(Rows.SLEEP_10_1000, "Handlers of 10 ms, 1,000 at once", HandlerSpec.sleep(10), 1_000)
                        .contenders(Rows.UNORDERED)
                        .contenders(Rows.KEYS)
                        .contenders(Entry.UNORDERED_CONSUMER_PROTOCOL)
                        .contenders(Rows.SERIAL)
                        .quick(Entry.UNORDERED, Entry.KEY, Entry.CONFLUENT_UNORDERED, Entry.CONFLUENT_KEY)
                        .build(),
                rate(Rows.SLEEP_10_5000, "Handlers of 10 ms, 5,000 at once", HandlerSpec.sleep(10), 5_000)
                        .contenders(Rows.UNORDERED)
                        .build(),
                rate(Rows.SLEEP_100_5000, "Handlers of 100 ms, 5,000 at once", HandlerSpec.sleep(100), 5_000)
                        .contenders(Rows.UNORDERED)
                        .build(),
                rate(Rows.SLEEP_1_16, "Handlers of 1 ms, 16 at once", HandlerSpec.sleep(1), 16)
                        .contenders(Entry.UNORDERED, Entry.CONFLUENT_UNORDERED)
                        .build());
    }

    private static Row mixed() {
        return rate(
                        Rows.MIXED,
                        "Handlers of 1 ms, one in a hundred of 500 ms, 500 at once",
                        new HandlerSpec(HandlerSpec.Kind.MIXED, 1),
                        500)
                .contenders(Rows.UNORDERED)
                .contenders(Rows.KEYS)
                .build();
    }

    private static Row large() {
        return rate(
                        Rows.LARGE,
                        "18 KB, handlers that compute, 1 partition",
                        new HandlerSpec(HandlerSpec.Kind.HASH, 0),
                        1_000)
                .topic(new Topic(40_000, 1, 10_000, 18 * 1_024))
                .contenders(Entry.BARE)
                .contenders(Rows.KEYS)
                .contenders(Entry.LOOP, Entry.SHARE, Entry.SPRING)
                .build();
    }

    private static Row pinned(String name, int jdk) {
        var handler = new HandlerSpec(HandlerSpec.Kind.SYNCHRONIZED, 10);
        return rate(name, "Handlers of 10 ms inside synchronized, 256 at once, JDK " + jdk, handler, 256)
                .jdk(jdk)
                .contenders(Entry.UNORDERED, Entry.LOOP)
                .build();
    }

    private static RowBuilder rate(String name, String title, HandlerSpec handler, int concurrency) {
        return new RowBuilder(name, title, Probe.RATE, handler, concurrency);
    }
}
