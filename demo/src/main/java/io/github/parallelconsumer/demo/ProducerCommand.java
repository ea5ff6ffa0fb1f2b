package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.ProducerOptions;
import io.github.parallelconsumer.demo.process.ProducerRun;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code producer} subcommand: reads its options and produces. Runs on the main thread. */
@Command(
        name = "producer",
        description = {
            "Sends records to a topic at a steady rate.",
            "",
            "Makes the topic if there is none; such a topic keeps ten minutes of records. Runs until Ctrl-C, or until"
                    + " --count records are acknowledged.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ProducerCommand extends StoppableCommand {

    private static final int MOST_RATE = 1_000_000;
    private static final int MOST_SIZE = 500_000;

    @Mixin
    private TopicOptions where = new TopicOptions();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Records a second; 0 for none until the viewer says so.")
    private int rate;

    @Option(names = "--keys", paramLabel = "N", defaultValue = "1000", description = "Different keys of the records.")
    private int keys;

    @Option(
            names = "--skew",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "A hot key: so many records in a hundred have the first key, the others any key at random.")
    private int skew;

    @Option(names = "--size", paramLabel = "BYTES", defaultValue = "100", description = "Bytes of a record's value.")
    private int size;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End when so many records are acknowledged. Without it: never.")
    private @Nullable Long count;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "6",
            description = "Partitions of the topic, if it has to be made.")
    private int partitions;

    @Option(names = "--viewer", paramLabel = "URI", description = "Report to the viewer there, and do as it says.")
    private @Nullable URI viewer;

    @Override
    int work() throws InterruptedException {
        new ProducerRun(options(), out()::println).run();
        return ExitStatus.OK;
    }

    private ProducerOptions options() {
        return new ProducerOptions(
                where.bootstrapServers(),
                where.topic(),
                OptionCheck.inRange("--partitions", partitions, 1, OptionCheck.MOST_PARTITIONS),
                OptionCheck.inRange("--rate", rate, 0, MOST_RATE),
                OptionCheck.inRange("--keys", keys, 1, OptionCheck.MOST_RECORDS),
                OptionCheck.inRange("--skew", skew, 0, 100),
                OptionCheck.inRange("--size", size, 1, MOST_SIZE),
                Optional.ofNullable(count).map(given -> OptionCheck.inRange("--count", given, 1, Long.MAX_VALUE)),
                Optional.ofNullable(viewer).map(OptionCheck::viewer));
    }
}
