package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.scenario.Story;
import io.github.parallelconsumer.demo.scenario.StoryOptions;
import io.github.parallelconsumer.tools.cli.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code scenario crash} subcommand. Runs on the main thread. */
@Command(
        name = "crash",
        description = {
            "SIGKILL below a slow record: only what was unfinished or uncommitted comes again.",
            "",
            "The first record of each partition takes ten minutes, so the committed offset cannot move. A consumer is"
                    + " killed when half of the records are finished. The next one gets again exactly the unfinished ones"
                    + " and those that had finished after the last commit the broker acknowledged.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class CrashCommand extends StoryCommand {

    @Option(names = "--records", paramLabel = "N", defaultValue = "4000", description = "Records in all.")
    private int records;

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "1", description = "Partitions of the topic.")
    private int partitions;

    CrashCommand() {
        super(Story.CRASH);
    }

    @Override
    int records() {
        return records;
    }

    @Override
    int partitions() {
        return OptionCheck.inRange("--partitions", partitions, 1, OptionCheck.MOST_PARTITIONS);
    }

    /** Each partition has a record that never ends here: it keeps a handler busy, and its key waiting. */
    @Override
    void check(StoryOptions options) {
        if (options.concurrency() <= options.partitions()) {
            throw CommandException.wrongOption(
                    "--concurrency", options.concurrency(), "give more than there are --partitions");
        }
        var mostOfAKey = Math.ceilDiv(options.records(), options.keys());
        if ((long) options.partitions() * mostOfAKey > options.records() / 2) {
            throw CommandException.wrongOption(
                    "--keys", options.keys(), "give more; the slow records would hold up half of all");
        }
    }
}
