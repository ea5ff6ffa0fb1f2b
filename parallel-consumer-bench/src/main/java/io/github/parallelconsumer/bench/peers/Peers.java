package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program that measures this library against its peers. Confined to the main thread. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = CompareFiles.class,
        description = {
            "Measures this library against a bare KafkaConsumer loop and other ways to consume, on a Kafka broker that it "
                    + "starts, and writes a page with all figures, charts, and every run as JSON.",
            "",
            "--quick takes at most 10 minutes: the main rows, with the bare loop, this library and Confluent's Parallel "
                    + "Consumer, and windows of 5 s. --full takes at most 2 hours: all rows, all contenders, windows of 20 s. "
                    + "At the start it says how long it will take. Ctrl-C ends it, and what is finished stays written."
        })
final class Peers implements Callable<Integer> {

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Extent extent;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ROW",
            description = "Only these rows, with all contenders unless --quick.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--contenders", split = ",", paramLabel = "NAME", description = "Only these contenders.")
    private List<String> contenders = new ArrayList<>();

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each contender runs. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            description = "How long each run is measured. Default: 20, quick 5")
    private @Nullable Double window;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long each run goes before it counts. Default: ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(
            names = "--records",
            description = "At most so many records in each topic; for short windows, as filling takes its time.")
    private @Nullable Long records;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "docs/benchmarks",
            description = "Where page, charts and JSON go. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("");

    @Option(names = "--recordings", paramLabel = "DIR", description = "Keeps a flight recording of each run there.")
    private @Nullable Path recordings;

    @Option(names = "--list", description = "Prints the rows and who takes part, and measures nothing.")
    private boolean list;

    private String command = "";

    /** How much is measured. */
    static final class Extent {

        @Option(names = "--quick", description = "The main rows, three contenders, short windows.")
        private boolean quick;

        @Option(names = "--full", description = "All rows, all contenders, windows of 20 s.")
        private boolean full;
    }

    /** Runs the command. */
    public static void main(String[] args) {
        var peers = new Peers();
        peers.command = "java -jar parallel-consumer-bench/target/peers.jar " + String.join(" ", args);
        System.exit(OneLineErrors.commandLine(peers).execute(args));
    }

    @Override
    public Integer call() {
        var plan = plan();
        if (list) {
            plan.rows()
                    .forEach(row -> System.out.println(
                            row.name() + ": " + row.title() + "\n    " + String.join(", ", row.contenders())));
            System.out.println(plan.text());
            return CommandLine.ExitCode.OK;
        }
        var files = new ResultFiles(out, LocalDate.now(ZoneOffset.UTC) + (isQuick() ? "-quick" : ""));
        var results = new Alternation(plan, Optional.ofNullable(recordings), System.err::println)
                .run(sofar -> files.write(file(plan, sofar)));
        print(results);
        System.out.println(files.page());
        return results.runs().stream().anyMatch(run -> run.failure() != null)
                ? CommandLine.ExitCode.SOFTWARE
                : CommandLine.ExitCode.OK;
    }

    private static void print(Results results) {
        var targets = new TargetTable(Targets.all(), results);
        var table = new Table(TargetTable.HEADINGS.toArray(String[]::new));
        targets.measured().lines().forEach(line -> table.add(line.toArray(String[]::new)));
        System.out.println(table.text());
        System.out.println(targets.summary());
    }

    private ResultFile file(Plan plan, Results results) {
        var now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        return new ResultFile(now.toString(), command, plan.text(), Machine.here(), Versions.all(), results.runs());
    }

    private boolean isQuick() {
        return extent != null && extent.quick;
    }

    private boolean isFull() {
        return extent != null && extent.full;
    }

    /** What the options ask for. */
    Plan plan() {
        if (!isQuick() && !isFull() && only.isEmpty()) {
            throw CommandException.failed("say --quick, --full or --only ROW,...; --help tells more", null);
        }
        double seconds = window != null ? window : isQuick() ? 5 : 20;
        var chosen = only.isEmpty() ? Rows.all() : Rows.named(only);
        var rows = chosen.stream()
                .map(row -> isQuick() ? row.with(row.quick()) : row)
                .map(row -> contenders.isEmpty() ? row : row.with(both(row.contenders(), contenders)))
                .map(row -> records == null ? row : row.withRecordsAtMost(records))
                .filter(row -> !row.contenders().isEmpty())
                .toList();
        check(rows, seconds);
        return new Plan(rows, rounds, (int) (warmUp * 1_000), (int) (seconds * 1_000), Plan.JVM_OPTIONS);
    }

    private void check(List<Row> rows, double seconds) {
        if (rounds < 1) {
            throw CommandException.wrongOption("--rounds", rounds, "give at least 1");
        }
        if (seconds <= 0) {
            throw CommandException.wrongOption("--window", seconds, "give more than 0");
        }
        if (warmUp < 0) {
            throw CommandException.wrongOption("--warm-up", warmUp, "give 0 or more");
        }
        if (rows.isEmpty()) {
            throw CommandException.failed(
                    "none of these contenders takes part in these rows; --list tells who does", null);
        }
    }

    private static List<String> both(List<String> some, List<String> others) {
        return some.stream().filter(others::contains).toList();
    }
}
