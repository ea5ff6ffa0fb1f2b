package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A measurement as a page for people, and the pictures that it shows. Immutable. */
record Report(String name, ResultFile file) {

    private static final List<String> HOW_TO_READ = List.of(
            "Each run is a JVM and a consumer group of its own, `%s`, with the broker on the same machine. Contenders take "
                    + "turns in each round. A figure is the median of the rounds, in parentheses the least and the most; a "
                    + "ratio is the median of each round's own ratio.",
            "A run warms up and is then measured for a time, not for a count: a topic is read again and again, each time "
                    + "by a new group, and what counts of each pass begins when polls are full and handlers busy, and ends "
                    + "before partitions run dry.",
            "Where handlers wait, and where everyone waits for records, the warm-up is a quarter as long, and half as long "
                    + "where records come by a clock: the compiler matters less there. The window of the row that waits for "
                    + "records is three times as long, since the JVM counts its processor time in steps of 10 ms.",
            "*Of ceiling* is the share of concurrency / handler time, which no consumer can exceed.",
            "CPU is that of the whole JVM, collector and compilers included; bytes are what all its threads allocated.",
            "*Peak heap after GC* is the most heap in use right after a collection that the JVM made by itself; *with "
                    + "garbage* the most at any time, which mostly tells how large the heap may become. Memory is "
                    + "compared by the *live heap*, the most right after full collections, one every half second, in a row "
                    + "of its own.",
            "*Other CPUs* is how many were busy with the broker and everything else.",
            "The bare loop handles one record at a time, Spring one for each partition; so of the rows with handlers that "
                    + "wait only one has them. So that --full ends in time, the one with 16 at once has only this library and "
                    + "Confluent's, and the hand-written loop, which waits for records as the bare one does, is not in that "
                    + "row. Confluent's Parallel Consumer runs with an older Kafka client, the newest that it works with, and with as many threads as others have handlers at once.",
            "All contenders read from the beginning and commit every second, Spring after each poll, the hand-written loop "
                    + "and share groups after each batch; otherwise they have their defaults, but for "
                    + "`max.poll.records` of the hand-written loop and the share consumer, which is the concurrency where "
                    + "that is more than 500, or they could not reach it.");

    private static final List<String> HOW_TARGETS_ARE_READ = List.of(
            "*0 bytes* of allocation is read as at most 0.5 bytes per record, since the benchmark's own iterations allocate "
                    + "some and share them out over the records.",
            "*Flat* is read as at most 1.1 times: a full collection finds a little more or less each time.",
            "What is wanted of the peak heap is read of the *live heap*, since a peak with garbage tells how large the heap "
                    + "may become.",
            "The hot key's records come no faster than one after the other can be handled; how other keys fare beside a key "
                    + "that is overloaded is not measured.",
            "*Rounds* is of how many rounds a figure is, and of how many there were where some failed.");

    String markdown() {
        var page = new Markdown();
        page.heading(1, "Benchmarks of " + file.date().substring(0, 10));
        page.paragraph("    " + file.command());
        page.paragraph("That was " + file.plan() + ".");
        page.heading(2, "Machine and versions").list(surroundings());
        page.heading(2, "Targets");
        var targets = new TargetTable(Targets.all(), file.results());
        page.paragraph(targets.summary())
                .table(TargetTable.HEADINGS, targets.lines())
                .list(HOW_TARGETS_ARE_READ);
        page.heading(2, "How to read the figures")
                .list(HOW_TO_READ.stream()
                        .map(text -> text.replace("%s", String.join(" ", Plan.JVM_OPTIONS)))
                        .toList());
        page.heading(2, "Contenders").list(contenders());
        page.heading(2, "All figures");
        file.results().rows().forEach(row -> add(page, row));
        return page.text().stripTrailing() + "\n";
    }

    private void add(Markdown page, String row) {
        var title = title(row);
        page.heading(3, title + " (`" + row + "`)");
        chart(row).ifPresent(chart -> page.picture(title, fileOf(row)));
        var table = new RowTable(file.results(), row, ceiling(row));
        page.table(table.headings(), table.lines());
        var failures = file.results().contenders(row).stream()
                .flatMap(contender -> file.results().failures(row, contender).stream()
                        .map(failure -> contender + " failed: " + failure))
                .toList();
        if (!failures.isEmpty()) {
            page.list(failures);
        }
    }

    /** The pictures, by the names of their files. */
    Map<String, String> pictures() {
        var pictures = new LinkedHashMap<String, String>();
        file.results().rows().forEach(row -> chart(row).ifPresent(chart -> pictures.put(fileOf(row), chart.svg())));
        return pictures;
    }

    private Optional<BarChart> chart(String row) {
        return BarChart.of(title(row), file.results(), row, ceiling(row));
    }

    private String fileOf(String row) {
        return name + "-" + row + ".svg";
    }

    private List<String> surroundings() {
        var machine = file.machine();
        var versions = file.versions().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .collect(Collectors.joining(", "));
        return List.of(
                "%d processors (%s), %,d MB of memory, %s"
                        .formatted(
                                machine.processors(), machine.processor(), machine.memoryMegabytes(), machine.system()),
                "Java " + machine.java(),
                versions,
                "Kafka client that each ran with: " + clients());
    }

    private String clients() {
        return file.runs().stream()
                .filter(run -> run.measured() != null)
                .collect(Collectors.groupingBy(
                        run -> Objects.requireNonNull(run.measured()).kafkaClients(),
                        TreeMap::new,
                        Collectors.mapping(Run::contender, Collectors.toCollection(TreeSet::new))))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining("; "));
    }

    private List<String> contenders() {
        var present = file.runs().stream().map(Run::contender).distinct().toList();
        return Arrays.stream(Entry.values())
                .filter(entry -> present.contains(entry.id()))
                .map(entry -> "`" + entry.id() + "`: " + entry.label())
                .toList();
    }

    private static String title(String row) {
        return row(row).map(Row::title).orElse(row);
    }

    private static OptionalDouble ceiling(String row) {
        return row(row).map(Row::ceiling).orElse(OptionalDouble.empty());
    }

    private static Optional<Row> row(String name) {
        return Rows.all().stream().filter(row -> row.name().equals(name)).findFirst();
    }
}
