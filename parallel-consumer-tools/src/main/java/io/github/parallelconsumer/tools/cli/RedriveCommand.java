package io.github.parallelconsumer.tools.cli;

import io.github.parallelconsumer.tools.DeadLetterRedrive;
import io.github.parallelconsumer.tools.LetterFilter;
import io.github.parallelconsumer.tools.ProgressListener;
import io.github.parallelconsumer.tools.RedriveReport;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code redrive} subcommand: reads its options, runs them, prints the result. Runs on the main thread. */
@Command(
        name = "redrive",
        description = {
            "Sends the letters of a dead letter topic back to the topics they came from.",
            "",
            "Prints one JSON object as its last line. Can be interrupted and run again: it goes on where it was, and "
                    + "whoever reads with isolation.level=read_committed sees each letter once.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true)
public final class RedriveCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "The dead letter topic.")
    private String topic = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--dry-run", description = "Only count what would be sent.")
    private boolean dryRun;

    @Option(
            names = "--exception",
            paramLabel = "CLASS",
            description = "Only letters with this failure, with or without its package; can be repeated.")
    private Set<String> exceptions = new HashSet<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only letters with this timestamp or a later one, such as 2026-01-31T12:00:00Z. It is that of the "
                            + "original record, unless the dead letter topic is set to LogAppendTime.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only letters with an earlier timestamp.")
    private @Nullable Instant until;

    @Option(
            names = "--source-topic",
            paramLabel = "TOPIC",
            description = "Only letters that came from this topic; can be repeated.")
    private Set<String> sourceTopics = new HashSet<>();

    @Option(
            names = "--source-partition",
            paramLabel = "N",
            description = "Only letters that came from this partition; can be repeated.")
    private Set<Integer> sourcePartitions = new HashSet<>();

    @Option(
            names = "--max-redrives",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often one record is sent back, all runs counted. Default: ${DEFAULT-VALUE}.")
    private int maxRedrives;

    @Option(names = "--keep-timestamps", description = "Send with the original timestamps, not with the present time.")
    private boolean keepTimestamps;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "The group that keeps the progress. Default: the dead letter topic and '-redrive'.")
    private @Nullable String group;

    @Option(
            names = "--from-beginning",
            description = "Forget the progress of earlier runs; what they have sent is sent again.")
    private boolean fromBeginning;

    /** For picocli. */
    public RedriveCommand() {}

    @Override
    public Integer call() throws Exception {
        if (maxRedrives < 1) {
            throw CommandException.wrongOption("--max-redrives", maxRedrives, "give a whole number of at least 1");
        }
        var properties = kafka.all();
        return StopOnSignal.run(
                () -> redrive(DeadLetterRedrive.builder(properties, topic)),
                problem -> OneLineErrors.print(
                        spec.commandLine(), problem + "; run the command again and it goes on from here"));
    }

    private int redrive(DeadLetterRedrive.Builder builder) throws InterruptedException {
        var out = spec.commandLine().getOut();
        RedriveReport report;
        try (var display = ProgressDisplay.of("Redrive", "Looked at", "offsets", out::println)) {
            report = redrive(builder, display).run();
        }
        ReportText.summary(report).forEach(out::println);
        out.println(ReportText.json(report));
        return ExitStatus.OK;
    }

    private DeadLetterRedrive redrive(DeadLetterRedrive.Builder builder, ProgressListener display) {
        builder.filter(LetterFilter.all()
                        .withExceptions(exceptions)
                        .withSourceTopics(sourceTopics)
                        .withSourcePartitions(sourcePartitions)
                        .withTime(since, until))
                .maxRedrives(maxRedrives)
                .onProgress(display);
        if (group != null) {
            builder.group(group);
        }
        if (dryRun) {
            builder.dryRun();
        }
        if (fromBeginning) {
            builder.fromBeginning();
        }
        if (keepTimestamps) {
            builder.keepTimestamps();
        }
        return builder.build();
    }
}
