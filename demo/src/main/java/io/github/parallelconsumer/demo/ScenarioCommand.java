package io.github.parallelconsumer.demo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code scenario} subcommand, which needs one of its own. Runs on the main thread. */
@Command(
        name = "scenario",
        description = {
            "Tells a story with a real broker and real processes, line by line, and checks that it is true.",
            "",
            "Prints a verdict and one JSON object as its last lines. The exit status is 0 only if all held.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(shutdown | rebalance | crash)",
        subcommands = {ShutdownCommand.class, RebalanceCommand.class, CrashCommand.class})
final class ScenarioCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which one? Give shutdown, rebalance or crash");
    }
}
