package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.Everything;
import io.github.parallelconsumer.demo.process.EverythingOptions;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import io.github.parallelconsumer.tools.cli.RedriveCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: runs everything, or a subcommand. Runs on the main thread. */
@Command(
        name = Demo.NAME,
        description = {
            "Shows the parallel-consumer library at work on a real Kafka broker.",
            "",
            "Without a command it runs everything on this machine: a broker, a producer, two consumers in processes of"
                    + " their own, and a page that shows what they do. Ctrl-C ends all of it and leaves nothing.",
            ""
        },
        sortOptions = false,
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        version = Demo.NAME + " on Java ${java.version}",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            BrokerCommand.class,
            ProducerCommand.class,
            ConsumerCommand.class,
            ScenarioCommand.class,
            ViewerCommand.class,
            VerifyCommand.class,
            RedriveCommand.class
        },
        usageHelpWidth = 100,
        footer = {
            "",
            "Exit status: 0 all is well; 1 a check failed; 2 wrong options; 3 no Kafka to work with; 4 no Java",
            "that is new enough; 130 or 143 ended by a signal."
        })
final class Demo extends StoppableCommand {

    static final String NAME = "parallel-consumer-demo";

    private static final int MOST_CONSUMERS = 8;
    private static final int MOST_RATE = 100_000;
    private static final String HANDLER_MILLIS = "20..200";
    /** In each partition a head is slow every few seconds, so that the page shows what finishes above it. */
    private static final int SLOW_ONE_IN = 150;

    private static final int SLOW_MILLIS = 4_000;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "The port of the page, for this machine only; 0 for any that is free.")
    private int port;

    @Option(names = "--consumers", paramLabel = "N", defaultValue = "2", description = "Consumers to begin with.")
    private int consumers;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "6", description = "Partitions of the topic.")
    private int partitions;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200", description = "Records a second.")
    private int rate;

    @Option(names = "--keys", paramLabel = "N", defaultValue = "1000", description = "Different keys of the records.")
    private int keys;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "64",
            description = "Handlers that run at once in a consumer, at most.")
    private int concurrency;

    /** Called by name from the launcher, which is compiled for older versions of Java. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return OneLineErrors.commandLine(new Demo());
    }

    @Override
    int work() throws InterruptedException {
        new Everything(options(), out()::println).run();
        return ExitStatus.OK;
    }

    private EverythingOptions options() {
        return new EverythingOptions(
                Demo.class,
                OptionCheck.inRange("--port", port, 0, OptionCheck.MOST_PORT),
                OptionCheck.inRange("--consumers", consumers, 0, MOST_CONSUMERS),
                OptionCheck.inRange("--partitions", partitions, 1, OptionCheck.MOST_PARTITIONS),
                OptionCheck.inRange("--rate", rate, 0, MOST_RATE),
                OptionCheck.inRange("--keys", keys, 1, OptionCheck.MOST_RECORDS),
                OptionCheck.inRange("--concurrency", concurrency, 1, OptionCheck.MOST_CONCURRENCY),
                HANDLER_MILLIS,
                SLOW_ONE_IN,
                SLOW_MILLIS);
    }
}
