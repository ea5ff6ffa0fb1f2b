package io.github.parallelconsumer.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that prints the ratios between two measurements. Confined to the main thread. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Prints the ratios between two measurements, and which of them lie beyond the spread of their rounds.")
final class CompareFiles implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "A.json", description = "What --out has of the earlier one.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "B.json", description = "What --out has of the later one.")
    private Path after = Path.of("");

    @Override
    public Integer call() throws IOException {
        var one = ResultFile.read(before);
        var other = ResultFile.read(after);
        System.out.print(new Comparison(one.results(), other.results()).text());
        return CommandLine.ExitCode.OK;
    }
}
