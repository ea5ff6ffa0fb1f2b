package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.scenario.Story;
import io.github.parallelconsumer.demo.scenario.StoryOptions;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import io.github.parallelconsumer.tools.cli.StopOnSignal;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the subcommands of {@code scenario} have in common. Runs on the main thread. */
abstract class StoryCommand implements Callable<Integer> {

    private static final int LEAST_RECORDS = 100;
    private static final int MOST_RECORDS = 1_000_000;

    private final Story story;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here
    private CommandSpec spec;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "32",
            description = "Handlers that run at once in a consumer, at most.")
    private int concurrency;

    @Option(names = "--keys", paramLabel = "N", defaultValue = "200", description = "Different keys of the records.")
    private int keys;

    @Option(
            names = "--group-protocol",
            paramLabel = "PROTOCOL",
            defaultValue = "consumer",
            description = "Kafka's group protocol: consumer or classic.")
    private String groupProtocol = "";

    StoryCommand(Story story) {
        this.story = story;
    }

    abstract int records();

    abstract int partitions();

    @Override
    public Integer call() throws Exception {
        var options = options();
        var command = spec.commandLine();
        return StopOnSignal.run(() -> tell(options), problem -> OneLineErrors.print(command, problem));
    }

    private int tell(StoryOptions options) {
        Consumer<String> out = spec.commandLine().getOut()::println;
        var result = story.play(options, out);
        out.accept(result.verdict());
        out.accept(result.json());
        return result.holds() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private StoryOptions options() {
        return new StoryOptions(
                Demo.class,
                OptionCheck.inRange("--records", records(), LEAST_RECORDS, MOST_RECORDS),
                partitions(),
                OptionCheck.inRange("--keys", keys, 1, OptionCheck.MOST_RECORDS),
                OptionCheck.inRange("--concurrency", concurrency, 1, OptionCheck.MOST_CONCURRENCY),
                OptionCheck.groupProtocol(groupProtocol),
                Optional.empty());
    }
}
