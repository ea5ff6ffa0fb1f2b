package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code verify} subcommand: reads its options, runs them, prints the result. Runs on the main thread. */
@Command(
        name = "verify",
        description = {
            "Produces records, consumes them with the library and checks what it did.",
            "",
            "Starts a Kafka broker for it, and prints one JSON object as its last line. The exit status is 0 only if no"
                    + " record was lost, handled twice or handled out of order, never more handlers ran than allowed,"
                    + " and everything was committed.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class VerifyCommand extends StoppableCommand {

    @Option(names = "--records", paramLabel = "N", defaultValue = "100000", description = "Records to produce.")
    private int records;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "12", description = "Partitions of the topic.")
    private int partitions;

    @Option(names = "--keys", paramLabel = "N", defaultValue = "1000", description = "Different keys of the records.")
    private int keys;

    @Option(
            names = "--ordering",
            paramLabel = "ORDER",
            defaultValue = "key",
            description = "Which records wait for each other: unordered, key or partition.")
    private String ordering = "";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "256",
            description = "Handlers that run at once, at most.")
    private int concurrency;

    @Option(
            names = "--handler-millis",
            paramLabel = "MS",
            defaultValue = "2",
            description = "How long the handler of a record blocks; 0 for not at all.")
    private int handlerMillis;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Use this cluster, comma-separated, instead of starting a broker. Creates a topic and a "
                    + "group with names of their own there, and deletes both in the end.")
    private @Nullable String bootstrapServers;

    @Override
    int work() throws InterruptedException {
        var result = new VerifyRun(options(), out()::println).run();
        out().println(result.report().summary());
        result.problem().ifPresent(this::complain);
        out().println(result.report().json());
        return result.passed() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private VerifyOptions options() {
        return new VerifyOptions(
                OptionCheck.inRange("--records", records, 1, OptionCheck.MOST_RECORDS),
                OptionCheck.inRange("--partitions", partitions, 1, OptionCheck.MOST_PARTITIONS),
                OptionCheck.inRange("--keys", keys, 1, OptionCheck.MOST_RECORDS),
                OptionCheck.ordering(ordering),
                OptionCheck.inRange("--concurrency", concurrency, 1, OptionCheck.MOST_CONCURRENCY),
                Duration.ofMillis(
                        OptionCheck.inRange("--handler-millis", handlerMillis, 0, OptionCheck.MOST_HANDLER_MILLIS)),
                Optional.ofNullable(bootstrapServers));
    }
}
