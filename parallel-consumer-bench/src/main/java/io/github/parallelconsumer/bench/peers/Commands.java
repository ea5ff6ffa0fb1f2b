package io.github.parallelconsumer.bench.peers;

import picocli.CommandLine;

/** What the commands here have in common. Stateless. */
final class Commands {

    private Commands() {}

    /** A command line whose errors are one line each. */
    static CommandLine line(Object command) {
        return new CommandLine(command).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(line.getCommandName() + ": " + message(failure));
            return failure instanceof IllegalArgumentException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        });
    }

    private static String message(Exception failure) {
        var text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return text.lines().findFirst().orElse(failure.toString());
    }
}
