package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.Page;
import io.github.parallelconsumer.demo.scenario.Story;
import io.github.parallelconsumer.demo.scenario.StoryOptions;
import io.github.parallelconsumer.demo.viewer.Fleet;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the subcommands of {@code scenario} have in common. Runs on the main thread. */
abstract class StoryCommand extends StoppableCommand {

    private static final int LEAST_RECORDS = 100;
    private static final int MOST_RECORDS = 1_000_000;

    private final Story story;

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

    @Option(
            names = "--viewer",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "8081",
            description = "Show the story on a page of this machine, at this port or else at ${FALLBACK-VALUE}.")
    private @Nullable Integer viewerPort;

    @Option(names = "--keep-open", description = "Leave that page open after the verdict, until Ctrl-C.")
    private boolean keepOpen;

    StoryCommand(Story story) {
        this.story = story;
    }

    abstract int records();

    abstract int partitions();

    /** Refuses options that are each right and cannot work together. */
    void check(StoryOptions options) {}

    @Override
    int work() throws InterruptedException {
        return viewerPort == null ? tell(options(Optional.empty())) : tellAndShow(viewerPort);
    }

    private int tellAndShow(int port) throws InterruptedException {
        try (var viewer =
                Page.open("--viewer", OptionCheck.inRange("--viewer", port, 0, OptionCheck.MOST_PORT), Fleet.NONE)) {
            out().println("Open " + viewer.address() + " to watch.");
            var status = tell(options(Optional.of(viewer.address())));
            if (keepOpen) {
                complain("the page stays open until Ctrl-C");
                new CountDownLatch(1).await();
            }
            return status;
        }
    }

    private int tell(StoryOptions options) {
        check(options);
        var result = story.play(options, out()::println);
        out().println(result.verdict());
        out().println(result.json());
        return result.exitStatus();
    }

    private StoryOptions options(Optional<URI> viewer) {
        return new StoryOptions(
                Demo.class,
                OptionCheck.inRange("--records", records(), LEAST_RECORDS, MOST_RECORDS),
                partitions(),
                OptionCheck.inRange("--keys", keys, 1, OptionCheck.MOST_RECORDS),
                OptionCheck.inRange("--concurrency", concurrency, 1, OptionCheck.MOST_CONCURRENCY),
                OptionCheck.groupProtocol(groupProtocol),
                viewer);
    }
}
