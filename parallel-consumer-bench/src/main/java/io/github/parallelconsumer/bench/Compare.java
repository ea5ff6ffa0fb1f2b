package io.github.parallelconsumer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that compares the library with a bare consumer. Confined to the main thread. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures this library against a bare KafkaConsumer poll loop on a Kafka broker that it starts.",
            "",
            "Each row runs in a JVM and a consumer group of its own. Rows with a handler that does nothing first read "
                    + "the topic a few times in other groups, for the JVM to compile the code, and are then measured "
                    + "from 5 %% to 95 %% of the records; rows with a handler that sleeps are measured for a time in steady "
                    + "state. CPU is that of the whole JVM of the row, bytes are what all its "
                    + "threads allocated, both within that window; peak heap is of the whole run, garbage included, and "
                    + "'after GC' the most that a collection left. Ratios are medians over the rounds of each "
                    + "round's own ratio. 'Other CPUs' is how many were busy with the broker and everything else."
        })
final class Compare implements Callable<Integer> {

    private static final String ALL_ROWS = "bare,unordered,key,partition,unordered-10ms-1000,unordered-100ms-5000";

    @Option(names = "--records", description = "Records in the topic. Default: 6000000")
    private @Nullable Long records;

    @Option(names = "--partitions", defaultValue = "12", description = "Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(names = "--keys", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
    private int keys;

    @Option(names = "--value-bytes", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
    private int valueBytes;

    @Option(names = "--rounds", description = "How often each row runs, in turns. Default: 3")
    private @Nullable Integer rounds;

    @Option(
            names = "--rows",
            split = ",",
            defaultValue = ALL_ROWS,
            description =
                    "bare, unordered, key or partition, alone or with the milliseconds that the handler sleeps and "
                            + "the concurrency, as unordered-10ms-1000; alone it does not sleep, at 1000. "
                            + "Default: ${DEFAULT-VALUE}")
    private List<Row> rows = new ArrayList<>();

    @Option(
            names = "--warm-up-passes",
            description =
                    "How often the topic is read before it is measured, by handlers that do not sleep. Default: 5")
    private @Nullable Integer warmUpPasses;

    @Option(
            names = "--warm-up-seconds",
            defaultValue = "5",
            description = "For handlers that sleep. Default: ${DEFAULT-VALUE}")
    private int warmUpSeconds;

    @Option(
            names = "--window-seconds",
            defaultValue = "10",
            description = "For handlers that sleep. Default: ${DEFAULT-VALUE}")
    private int windowSeconds;

    @Option(
            names = "--jvm-options",
            split = " ",
            defaultValue = "-Xms1g -Xmx1g",
            description = "Of the JVM of each run. Default: ${DEFAULT-VALUE}")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(names = "--json", description = "Also writes the results, every run of them, to this file.")
    private @Nullable Path json;

    @Option(names = "--recordings", description = "Keeps a flight recording of each run in this directory.")
    private @Nullable Path recordings;

    @Option(names = "--quick", description = "2000000 records and 1 round, unless given; about two minutes.")
    private boolean quick;

    @Option(
            names = "--smoke",
            description = "50000 records and 1 round, unless given: shows that all rows consume everything; the "
                    + "figures mean nothing.")
    private boolean smoke;

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare())
                .registerConverter(Row.class, Row::parse)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var settings = settings();
        if (recordings != null) {
            Files.createDirectories(recordings);
        }
        var results = new Comparison(settings, System.out).run();
        System.out.println();
        System.out.print(Report.table(results));
        if (json != null) {
            Files.writeString(json, JsonReport.write(settings.workload(), results) + System.lineSeparator());
        }
        return CommandLine.ExitCode.OK;
    }

    private Settings settings() {
        long recordsOrDefault = records != null ? records : smoke ? 50_000 : quick ? 2_000_000 : 6_000_000;
        int roundsOrDefault = rounds != null ? rounds : smoke || quick ? 1 : 3;
        int warmUpsOrDefault = warmUpPasses != null ? warmUpPasses : smoke ? 1 : 5;
        return new Settings(
                new Workload(recordsOrDefault, partitions, keys, valueBytes),
                List.copyOf(rows),
                roundsOrDefault,
                warmUpsOrDefault,
                smoke ? Optional.empty() : Optional.of(new Window.Timed(warmUpSeconds, windowSeconds)),
                List.copyOf(jvmOptions),
                Optional.ofNullable(recordings));
    }
}
