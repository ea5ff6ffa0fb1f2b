package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import java.util.List;
import java.util.stream.Stream;

/** The workloads that ask for memory, latency and what waiting costs. Stateless. */
final class OtherRows {

    private OtherRows() {}

    static List<Row> all() {
        return Stream.of(heap(), latencies(), others()).flatMap(List::stream).toList();
    }

    private static List<Row> heap() {
        var sleep = HandlerSpec.sleep(10);
        return List.of(
                new RowBuilder(Rows.LIVE_HEAP, "10,000 records in flight: live heap", Probe.LIVE_HEAP, sleep, 1_000)
                        .contenders(Entry.BARE, Entry.UNORDERED, Entry.CONFLUENT_UNORDERED, Entry.LOOP)
                        .contenders(Rows.KEYS)
                        .build(),
                new RowBuilder(
                                Rows.MANY_KEYS,
                                "1,000,000 distinct keys pass through: live heap",
                                Probe.HEAP_GROWTH,
                                HandlerSpec.sleep(1),
                                200)
                        .topic(new Topic(1_000_000, 12, 1_000_000, 100))
                        .contenders(Rows.KEYS)
                        .build());
    }

    private static List<Row> latencies() {
        var hotTitle = "500 records/s, handlers of 1 ms, ";
        return List.of(
                new RowBuilder(
                                Rows.LATENCY,
                                "4,000 records/s: from the producer to the start of the handler",
                                Probe.LATENCY,
                                HandlerSpec.NOTHING,
                                1_000)
                        .feed(new Feed(4_000, 0))
                        .topic(Rows.EMPTY)
                        .contenders(Entry.BARE, Entry.KEY, Entry.CONFLUENT_KEY, Entry.SPRING)
                        .contenders(Rows.UNORDERED)
                        .build(),
                hotKey(
                        Rows.HOT_KEY,
                        hotTitle + "and as many of one hot key, which is not overloaded: the other keys",
                        500),
                hotKey(Rows.HOT_KEY_WITHOUT, hotTitle + "without the hot key", 0));
    }

    private static Row hotKey(String name, String title, int hotPerSecond) {
        return new RowBuilder(name, title, Probe.LATENCY, HandlerSpec.sleep(1), 1_000)
                .feed(new Feed(500, hotPerSecond))
                .topic(Rows.EMPTY)
                .contenders(Rows.KEYS)
                .build();
    }

    private static List<Row> others() {
        return List.of(
                new RowBuilder(Rows.IDLE, "Waiting for records", Probe.IDLE, HandlerSpec.NOTHING, 1_000)
                        .topic(Rows.USUAL.withRecords(1_200))
                        .contenders(
                                Entry.BARE,
                                Entry.KEY,
                                Entry.KEY_CONSUMER_PROTOCOL,
                                Entry.CONFLUENT_KEY,
                                Entry.SPRING,
                                Entry.SHARE)
                        .build(),
                new RowBuilder(
                                Rows.OFFSET_TRACKER,
                                "OffsetTracker: accept, complete, advance",
                                Probe.MICRO,
                                HandlerSpec.NOTHING,
                                1)
                        .topic(Rows.EMPTY)
                        .methods("inOrder", "random", "stuckHead")
                        .build());
    }
}
