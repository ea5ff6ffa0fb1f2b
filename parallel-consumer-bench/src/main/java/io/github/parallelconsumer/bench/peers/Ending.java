package io.github.parallelconsumer.bench.peers;

import java.util.function.Consumer;
import picocli.CommandLine;

/** What a measurement says at its end besides its figures. Stateless. */
final class Ending {

    private Ending() {}

    /** Tells each run that failed, and returns the exit status: all is well only if none did. */
    static int tell(Results results, Consumer<String> errors) {
        var failed =
                results.runs().stream().filter(run -> run.failure() != null).toList();
        failed.forEach(run -> errors.accept(
                "%s, %s, round %d failed: %s".formatted(run.row(), run.contender(), run.round(), run.failure())));
        return failed.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
