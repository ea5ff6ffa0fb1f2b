package io.github.parallelconsumer.tools.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: prints its usage, or runs a subcommand. Runs on the main thread. */
@Command(
        name = Tools.NAME,
        description = "Tools for those who run consumers of the parallel-consumer library.",
        mixinStandardHelpOptions = true,
        version = Tools.NAME + " on Java ${java.version}",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = RedriveCommand.class,
        usageHelpWidth = 100,
        footer = {
            "",
            "Exit status: 0 done; 1 failed; 2 wrong options; 4 no Java that is new enough; 130 or 143 ended by a",
            "signal."
        })
public final class Tools implements Runnable {

    static final String NAME = "parallel-consumer-tools";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    private Tools() {}

    /**
     * Called by name from the launcher, which is compiled for older versions of Java.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return OneLineErrors.commandLine(new Tools());
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
