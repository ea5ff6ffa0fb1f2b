package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.scenario.Story;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code scenario shutdown} subcommand. Runs on the main thread. */
@Command(
        name = "shutdown",
        description = {
            "SIGTERM while records run: nothing is cut off, nothing comes twice.",
            "",
            "A consumer gets SIGTERM when half of the records are finished. It stops intake, finishes what runs, commits,"
                    + " leaves the group and ends. A second consumer then gets all the others and none of those.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ShutdownCommand extends StoryCommand {

    @Option(names = "--records", paramLabel = "N", defaultValue = "1000", description = "Records in all.")
    private int records;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "4", description = "Partitions of the topic.")
    private int partitions;

    ShutdownCommand() {
        super(Story.SHUTDOWN);
    }

    @Override
    int records() {
        return records;
    }

    @Override
    int partitions() {
        return OptionCheck.inRange("--partitions", partitions, 1, OptionCheck.MOST_PARTITIONS);
    }
}
