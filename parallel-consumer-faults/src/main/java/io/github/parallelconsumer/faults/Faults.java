package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.LaneOrder;
import io.github.parallelconsumer.faults.member.MemberOptions;
import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import io.github.parallelconsumer.tools.cli.StopOnSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line: reads its options, runs them, prints the verdict. Runs on the main thread. */
@Command(
        name = "faults",
        description = {
            "Lets faults happen to real consumers and brokers, and checks what the library guarantees.",
            "",
            "Starts brokers and consumers in processes of their own; consumers join, leave, are killed and stopped, handlers"
                    + " fail and are slow, and with 3 nodes brokers are killed and leaders move. All processes and the"
                    + " brokers write down what happens. The exit status is 0 only if that shows no guarantee broken.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        version = "faults on Java ${java.version}",
        showDefaultValues = true)
final class Faults implements Callable<Integer> {

    private static final double MOST_MINUTES = 24 * 60;
    private static final int MOST_RATE = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the schedule, the records and the handlers; by default a new one.")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "2",
            description = "How long the schedule is; 0.5 is half a minute.")
    private double minutes;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            defaultValue = "consumer",
            description = "Kafka's group protocol: consumer, classic or classic-eager.")
    private String protocol = "";

    @Option(
            names = "--ordering",
            paramLabel = "ORDER",
            defaultValue = "key",
            description = "Which records wait for each other: unordered, key or partition.")
    private String ordering = "";

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1", description = "Brokers, 1 or 3.")
    private int nodes;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200", description = "Records a second, in steps of 50.")
    private int rate;

    @Option(
            names = "--java-home",
            paramLabel = "DIR",
            description = "The Java of the consumers; by default the one that runs this.")
    private @Nullable Path javaHome;

    @Option(names = "--keep", description = "Keep what was written down also when all held.")
    private boolean keep;

    /** Called by name from the launcher, which is compiled for older versions of Java. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return OneLineErrors.commandLine(new Faults());
    }

    @Override
    public Integer call() throws Exception {
        var options = options();
        return StopOnSignal.run(() -> run(options), problem -> OneLineErrors.print(spec.commandLine(), problem));
    }

    private int run(RunOptions options) throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        tell(options.replay());
        var directory = Files.createTempDirectory("parallel-consumer-faults-");
        tell("What happens is written down in " + directory);
        var kept = true;
        try {
            var ledger = new FaultRun(options, directory, this::tell).run();
            Evidence.write(directory, ledger);
            var verdict = Verdict.of(options, ledger);
            verdict.lines().forEach(out::println);
            verdict.write(directory);
            kept = keep || !verdict.allHeld();
            return verdict.allHeld() ? ExitStatus.OK : ExitStatus.FAILED;
        } catch (IOException | RuntimeException | Error e) {
            Evidence.write(directory, e);
            throw e;
        } finally {
            if (kept) {
                tell("It is kept: " + directory);
            } else {
                delete(directory);
            }
        }
    }

    /** While it goes on, so that it can be watched. */
    private void tell(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private RunOptions options() {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw CommandException.wrongOption("--minutes", minutes, "give a number above 0, and a day's at most");
        }
        if (nodes != 1 && nodes != 3) {
            throw CommandException.wrongOption("--nodes", nodes, "give 1 or 3");
        }
        if (rate < 50 || rate > MOST_RATE) {
            throw CommandException.wrongOption("--rate", rate, "give a whole number from 50 to " + MOST_RATE);
        }
        if (!MemberOptions.PROTOCOLS.contains(protocol)) {
            throw CommandException.wrongOption("--protocol", protocol, "give consumer, classic or classic-eager");
        }
        var java = javaHome == null ? Path.of(System.getProperty("java.home")) : javaHome;
        if (!Files.isExecutable(java.resolve("bin").resolve("java"))) {
            throw CommandException.wrongOption("--java-home", java, "there is no bin/java in it");
        }
        return new RunOptions(
                seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed,
                duration(minutes),
                protocol,
                order(),
                nodes,
                rate,
                java);
    }

    static Duration duration(double minutes) {
        return Duration.ofMillis(Math.round(minutes * 60_000));
    }

    private LaneOrder order() {
        return Arrays.stream(LaneOrder.values())
                .filter(order -> order.name().equalsIgnoreCase(ordering))
                .findFirst()
                .orElseThrow(
                        () -> CommandException.wrongOption("--ordering", ordering, "give unordered, key or partition"));
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
