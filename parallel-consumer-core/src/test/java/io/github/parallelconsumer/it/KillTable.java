package io.github.parallelconsumer.it;

import static java.util.stream.Collectors.joining;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The figures of several libraries' kills, for people and for programs. Confined to the test's thread. */
final class KillTable {

    private final long seed;
    private final Map<Contender, List<Kill>> rows = new EnumMap<>(Contender.class);

    KillTable(long seed) {
        this.seed = seed;
    }

    void add(Contender contender, List<Kill> kills) {
        rows.put(contender, kills);
    }

    /** A line for each library. */
    String forPeople() {
        var head = "%-60s %5s %13s %12s %16s%n".formatted("", "kills", "again: median", "most", "anew: median");
        return head
                + rows.entrySet().stream()
                        .map(row -> "%-60s %5d %,13d %,12d %,16d%n"
                                .formatted(
                                        row.getKey().title(),
                                        row.getValue().size(),
                                        median(row.getValue(), KillTable::again),
                                        most(row.getValue()),
                                        median(row.getValue(), Kill::anew)))
                        .collect(joining());
    }

    /** One line of JSON. */
    String forPrograms() {
        return rows.entrySet().stream()
                .map(row -> "{\"consumer\":\"%s\",\"kills\":%d,\"againMedian\":%d,\"againMost\":%d,\"anewMedian\":%d}"
                        .formatted(
                                row.getKey(),
                                row.getValue().size(),
                                median(row.getValue(), KillTable::again),
                                most(row.getValue()),
                                median(row.getValue(), Kill::anew)))
                .collect(joining(",", "{\"seed\":" + seed + ",\"consumers\":[", "]}"));
    }

    private static int again(Kill kill) {
        return kill.due().size();
    }

    private static int most(List<Kill> kills) {
        return kills.stream().mapToInt(KillTable::again).max().orElse(0);
    }

    private static int median(List<Kill> kills, ToIntFunction<Kill> figure) {
        var sorted = kills.stream().mapToInt(figure).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
