package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.scenario.Story;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code scenario rebalance} subcommand. Runs on the main thread. */
@Command(
        name = "rebalance",
        description = {
            "A second consumer joins and leaves: no record comes twice, every key keeps its order.",
            "",
            "The consumer that has a partition stops its intake, finishes what runs there and commits before it gives it"
                    + " up; the partitions that it keeps go on meanwhile.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RebalanceCommand extends StoryCommand {

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "600",
            description = "Records in each of the three acts: alone, together, alone again.")
    private int records;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "6", description = "Partitions of the topic.")
    private int partitions;

    RebalanceCommand() {
        super(Story.REBALANCE);
    }

    @Override
    int records() {
        return records;
    }

    /** With two, one moves and one is kept; it takes three to have both more than once. */
    @Override
    int partitions() {
        return OptionCheck.inRange("--partitions", partitions, 3, OptionCheck.MOST_PARTITIONS);
    }
}
