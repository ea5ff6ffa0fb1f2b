package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.ConsumerOptions;
import io.github.parallelconsumer.demo.process.ConsumerRun;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code consumer} subcommand: reads its options and consumes. Runs on the main thread. */
@Command(
        name = "consumer",
        description = {
            "Consumes a topic with the library, with a handler that waits instead of calling a service.",
            "",
            "Start several with the same --group and they share the partitions. Ctrl-C ends it in order: what runs"
                    + " finishes, is committed, and the group is left.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ConsumerCommand extends StoppableCommand {

    private static final int MOST_COMMIT_MILLIS = 60_000;

    @Mixin
    private TopicOptions where = new TopicOptions();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            defaultValue = "demo",
            description = "The consumer group: with whom to share the partitions.")
    private String group = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Of this consumer, for logs and the viewer. Default: consumer- and the process id.")
    private @Nullable String name;

    @Option(
            names = "--group-protocol",
            paramLabel = "PROTOCOL",
            defaultValue = "consumer",
            description = "Kafka's group protocol: consumer (brokers from 4.0) or classic.")
    private String groupProtocol = "";

    @Option(
            names = "--ordering",
            paramLabel = "ORDER",
            defaultValue = "key",
            description = "Which records wait for each other: unordered, key or partition.")
    private String ordering = "";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "64",
            description = "Handlers that run at once, at most.")
    private int concurrency;

    @Option(
            names = "--commit-millis",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "The time between two commits.")
    private int commitMillis;

    @ArgGroup(validate = false, heading = "%nWhat the handler does:%n")
    private HandlerArguments handler = new HandlerArguments();

    @ArgGroup(validate = false, heading = "%nWhat follows a failure:%n")
    private FailureArguments failures = new FailureArguments();

    @ArgGroup(validate = false, heading = "%nWho is told:%n")
    private Told told = new Told();

    /** The options about who is told how it goes. Confined to the main thread. */
    static final class Told {

        @Option(names = "--viewer", paramLabel = "URI", description = "Report to the viewer there, and do as it says.")
        private @Nullable URI viewer;

        @Option(
                names = "--events",
                description = "Print a line for each start and end of a handler, each commit, each partition that comes"
                        + " or goes, the moment it happens. The scenarios check these.")
        private boolean events;
    }

    @Override
    int work() throws InterruptedException {
        new ConsumerRun(options(), out()::println).run();
        return ExitStatus.OK;
    }

    private ConsumerOptions options() {
        return new ConsumerOptions(
                where.bootstrapServers(),
                where.topic(),
                group,
                name == null ? "consumer-" + ProcessHandle.current().pid() : OptionCheck.memberName(name),
                OptionCheck.groupProtocol(groupProtocol),
                OptionCheck.ordering(ordering).ordering(),
                OptionCheck.inRange("--concurrency", concurrency, 1, OptionCheck.MOST_CONCURRENCY),
                Duration.ofMillis(OptionCheck.inRange("--commit-millis", commitMillis, 1, MOST_COMMIT_MILLIS)),
                handler.options(),
                failures.options(),
                Optional.ofNullable(told.viewer).map(OptionCheck::viewer),
                told.events);
    }
}
