package io.github.parallelconsumer.tools.cli;

import io.github.parallelconsumer.api.ParallelConsumerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one line on the standard error, never with a stack trace. Stateless. */
public final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

    private OneLineErrors() {}

    /** The commands with these errors for all of them. */
    public static CommandLine commandLine(Object command) {
        var errors = new OneLineErrors();
        return new CommandLine(command).setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
    }

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
        return switch (e) {
            case CommandException known -> {
                print(command, line(known.getMessage()));
                yield known.exitStatus();
            }
            case ParallelConsumerException known -> {
                print(command, line(known.getMessage()));
                yield ExitStatus.FAILED;
            }
            default -> {
                print(command, line(e.toString()));
                yield ExitStatus.FAILED;
            }
        };
    }

    /** Prints what is wrong, with the name of the command before it. */
    public static void print(CommandLine command, String line) {
        command.getErr().println(command.getCommandName() + ": " + line);
    }

    /** The first line, without the announcement of further ones. */
    public static String line(@Nullable String text) {
        var first = text == null ? "no reason given" : text.lines().findFirst().orElse("");
        return first.replaceFirst(" Last lines of its log:$", "").strip();
    }
}
