package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.tools.cli.OneLineErrors;
import io.github.parallelconsumer.tools.cli.StopOnSignal;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that Ctrl-C ends in order. Runs on the main thread. */
abstract class StoppableCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    /** Checks the options and does what they say; returns the exit status. A signal interrupts it. */
    abstract int work() throws InterruptedException;

    @Override
    public final Integer call() throws Exception {
        return StopOnSignal.run(this::work, this::complain);
    }

    /** For what the command tells. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Says on the standard error what is wrong. */
    final void complain(String problem) {
        OneLineErrors.print(spec.commandLine(), OneLineErrors.line(problem));
    }
}
