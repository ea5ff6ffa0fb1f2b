package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.tools.cli.OneLineErrors;
import io.github.parallelconsumer.tools.cli.RedriveCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: prints its usage, or runs a subcommand. Runs on the main thread. */
@Command(
        name = Demo.NAME,
        description = "Runs the parallel-consumer library against a real Kafka broker and checks what it did.",
        mixinStandardHelpOptions = true,
        version = Demo.NAME + " on Java ${java.version}",
        synopsisSubcommandLabel = "COMMAND",
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
final class Demo implements Runnable {

    static final String NAME = "parallel-consumer-demo";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    /** Called by name from the launcher, which is compiled for older versions of Java. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return OneLineErrors.commandLine(new Demo());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
