package io.github.parallelconsumer.demo;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one line on the standard error, never with a stack trace. Stateless. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var help = " (see: " + command.getCommandSpec().qualifiedName() + " --help)";
        print(command, line(e.getMessage()) + help);
        return ExitStatus.WRONG_OPTIONS;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        LOG.debug("The command ended with an exception", e);
        if (e instanceof DemoException known) {
            print(command, line(known.getMessage()));
            return known.exitStatus();
        }
        print(command, line(e.toString()));
        return ExitStatus.CHECK_FAILED;
    }

    private static void print(CommandLine command, String line) {
        command.getErr().println(command.getCommandName() + ": " + line);
    }

    /** The first line, without the announcement of further ones. */
    static String line(@Nullable String text) {
        var first = text == null ? "no reason given" : text.lines().findFirst().orElse("");
        return first.replaceFirst(" Last lines of its log:$", "").strip();
    }
}
