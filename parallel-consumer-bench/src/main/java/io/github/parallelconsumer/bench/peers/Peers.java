package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                    + "Consumer, and one round with windows of 10 s. --full takes at most 2 hours: all rows, all contenders, three rounds with windows of 15 s. "
                    + "At the start it says how long it will take. Ctrl-C ends it, and what is finished stays written."
        })
final class Peers implements Callable<Integer> {

    private static final List<String> DIRECTORIES = List.of("--out", "--recordings");
    private static final DateTimeFormatter PART = DateTimeFormatter.ofPattern("'-only-'HHmmss", Locale.ROOT);

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

    @Option(names = "--rounds", description = "How often each contender runs. Default: 3, quick 1")
    private @Nullable Integer rounds;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            description = "How long each run is measured. Default: 15, quick 10")
    private @Nullable Double window;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "How long each run goes before it counts; a quarter of it where handlers or everyone wait, half of "
                            + "it for latency. Default: ${DEFAULT-VALUE}")
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

        @Option(names = "--full", description = "All rows, all contenders, windows of 15 s.")
        private boolean full;
    }

    /** Runs the command. */
    public static void main(String[] args) {
        var peers = new Peers();
        peers.command = command(args);
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
        OutputDirectory.make("--out", out);
        if (recordings != null) {
            OutputDirectory.make("--recordings", recordings);
        }
        var files = new ResultFiles(out, name(OffsetDateTime.now(ZoneOffset.UTC)));
        var results = new Alternation(plan, Optional.ofNullable(recordings), System.err::println)
                .run(sofar -> files.write(file(plan, sofar)));
        print(results);
        System.out.println(files.page());
        return Ending.tell(results, System.err::println);
    }

    /** What was typed, without the directories of the machine on which it was. */
    static String command(String... args) {
        var typed = new ArrayList<>(List.of("java -jar parallel-consumer-bench/target/peers.jar"));
        for (int i = 0; i < args.length; i++) {
            String option = args[i].replaceFirst("=.*", "");
            if (!DIRECTORIES.contains(option)) {
                typed.add(args[i]);
            } else if (option.equals(args[i])) {
                i++;
            }
        }
        return String.join(" ", typed);
    }

    /** The files' name: a part of the rows never takes the place of all of them. */
    String name(OffsetDateTime now) {
        boolean part = !only.isEmpty() || !contenders.isEmpty() || records != null;
        return now.toLocalDate() + (isQuick() ? "-quick" : "") + (part ? now.format(PART) : "");
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
        Rows.checkContenders(contenders);
        double seconds = window != null ? window : isQuick() ? 10 : 15;
        int roundsOrDefault = rounds != null ? rounds : isQuick() ? 1 : 3;
        if (records != null && records < 1) {
            throw CommandException.wrongOption("--records", records, "give at least 1");
        }
        var chosen = only.isEmpty() ? Rows.all() : Rows.named(only);
        var rows = chosen.stream()
                .map(row -> isQuick() ? row.with(row.quick()) : row)
                .map(row -> contenders.isEmpty() ? row : row.with(both(row.contenders(), contenders)))
                .map(row -> records == null ? row : row.withRecordsAtMost(records))
                .filter(row -> !row.contenders().isEmpty())
                .toList();
        return new Plan(rows, roundsOrDefault, (int) (warmUp * 1_000), (int) (seconds * 1_000), Plan.JVM_OPTIONS)
                .checked();
    }

    private static List<String> both(List<String> some, List<String> others) {
        return some.stream().filter(others::contains).toList();
    }
}
