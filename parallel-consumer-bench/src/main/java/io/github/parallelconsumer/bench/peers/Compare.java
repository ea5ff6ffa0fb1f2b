package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that measures some rows in a hurry, while one changes the code. Confined to the main thread. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures this library against a bare KafkaConsumer poll loop on a Kafka broker that it starts; as peers.jar "
                    + "does, but any contender with any handler time and concurrency, and it writes no files.",
            "",
            "Each run is a JVM and a consumer group of its own; it warms up and is then measured for a time. Ratios are "
                    + "medians over the rounds of each round's own ratio."
        })
public final class Compare implements Callable<Integer> {

    private static final String ALL_ROWS = "bare,unordered,key,partition,unordered-10ms-1000,unordered-100ms-5000";
    private static final long SMOKE_RECORDS = 200_000;
    private static final double SMOKE_SECONDS = 0.3;
    private static final double WARM_UP_SECONDS = 20;
    private static final double WINDOW_SECONDS = 5;

    @Option(
            names = "--rows",
            split = ",",
            defaultValue = ALL_ROWS,
            description = "A contender, alone or with the milliseconds that the handler sleeps and the concurrency, as "
                    + "unordered-10ms-1000; alone it does not sleep, at 1000. Default: ${DEFAULT-VALUE}")
    private List<String> rows = new ArrayList<>();

    @Option(names = "--rounds", description = "How often each row runs, in turns. Default: 3")
    private @Nullable Integer rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Before a run counts; a quarter of it where handlers sleep. Default: 20")
    private @Nullable Double warmUp;

    @Option(names = "--window", paramLabel = "SECONDS", description = "How long it is measured. Default: 5")
    private @Nullable Double window;

    @Option(names = "--records", description = "Records in the topic. Default: 6000000")
    private @Nullable Long records;

    @Option(names = "--partitions", defaultValue = "12", description = "Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(names = "--keys", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
    private int keys;

    @Option(names = "--value-bytes", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
    private int valueBytes;

    @Option(
            names = "--jvm-options",
            split = " ",
            defaultValue = "-Xms1g -Xmx1g",
            description = "Of the JVM of each run. Default: ${DEFAULT-VALUE}")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(names = "--recordings", description = "Keeps a flight recording of each run in this directory.")
    private @Nullable Path recordings;

    @Option(names = "--quick", description = "1 round and 2000000 records, unless given.")
    private boolean quick;

    @Option(names = "--smoke", description = "Shows that it runs; the figures mean nothing.")
    private boolean smoke;

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(OneLineErrors.commandLine(new Compare()).execute(args));
    }

    @Override
    public Integer call() {
        var plan = plan();
        if (recordings != null) {
            OutputDirectory.make("--recordings", recordings);
        }
        var results = new Alternation(plan, Optional.ofNullable(recordings), System.err::println).run(sofar -> {});
        for (var row : plan.rows()) {
            System.out.println();
            System.out.println(row.title());
            System.out.print(new RowTable(results, row.name(), row.ceiling()).text());
        }
        return Ending.tell(results, System.err::println);
    }

    /** What the options ask for. */
    Plan plan() {
        if (records != null && records < 1) {
            throw CommandException.wrongOption("--records", records, "give at least 1");
        }
        long recordsOrDefault = records != null ? records : smoke ? SMOKE_RECORDS : quick ? 2_000_000 : 6_000_000;
        int roundsOrDefault = rounds != null ? rounds : quick || smoke ? 1 : 3;
        var topic = new Topic(recordsOrDefault, partitions, keys, valueBytes);
        var byName = new LinkedHashMap<String, Row>();
        for (var text : rows) {
            var part = RowName.parse(text);
            byName.merge(part.row(), part.toRow(topic), Compare::joined);
        }
        return new Plan(
                        List.copyOf(byName.values()),
                        roundsOrDefault,
                        millis(warmUp, WARM_UP_SECONDS),
                        millis(window, WINDOW_SECONDS),
                        List.copyOf(jvmOptions))
                .checked();
    }

    private int millis(@Nullable Double seconds, double usual) {
        return (int) (1_000 * (seconds != null ? seconds : smoke ? SMOKE_SECONDS : usual));
    }

    private static Row joined(Row one, Row other) {
        var both = new ArrayList<>(one.contenders());
        both.addAll(other.contenders());
        return one.with(List.copyOf(both));
    }
}
