package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.check.Bounds;
import io.github.parallelconsumer.faults.ledger.Ledger;
import io.github.parallelconsumer.faults.member.Conduct;
import io.github.parallelconsumer.faults.member.MemberOptions;
import io.github.parallelconsumer.testkit.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One run: brokers, members, a schedule, and what was written down of it. Confined to the main thread. */
final class FaultRun {

    /** What is guaranteed of time, with these members. */
    static final Bounds BOUNDS = new Bounds(
            MemberOptions.SHUTDOWN.plusSeconds(2),
            MemberOptions.SESSION
                    .plus(MemberOptions.DRAIN)
                    .plus(Conduct.LONGEST)
                    .plusSeconds(5));

    private static final String GROUP = "orders";
    /** In the end all that is left has to be done and committed; a letter may wait for half a minute, and more with PARTITION. */
    private static final Duration END = Duration.ofMinutes(2);

    private static final Duration STATUS = Duration.ofMinutes(1);

    private final RunOptions options;
    private final Path directory;
    private final Consumer<String> out;
    private final FaultBook faults = new FaultBook();

    FaultRun(RunOptions options, Path directory, Consumer<String> out) {
        this.options = options;
        this.directory = directory;
        this.out = out;
    }

    /** Plays the schedule, waits until all is done, and returns all that was written down. */
    Ledger run() throws InterruptedException, IOException {
        var steps = Schedule.of(options.seed(), options.duration().toMillis(), options.nodes());
        var heartbeat = Heartbeat.start(faults);
        try (var brokers = new Brokers(options.nodes(), GROUP, faults)) {
            var servers = brokers.kafka().bootstrapServers();
            try (var fleet = new Fleet(options, brokers.forMembers(), GROUP, directory, faults);
                    var feed = Feed.start(servers, GROUP, options.rate(), options.seed());
                    var brokerSteps = new BrokerSteps()) {
                var commits = CommitReader.start(servers, GROUP);
                var watch = new Watch(
                        List.of(feed::look, commits::look, brokerSteps::look),
                        () -> status(feed, commits, fleet),
                        out,
                        STATUS);
                new Player(fleet, brokers, brokerSteps, watch, out).play(steps);
                var sent = feed.stop();
                Deadline.in(END).await(() -> isOver(watch, brokers));
                var ends = brokers.ends();
                long end = System.nanoTime();
                fleet.end();
                return new Ledger(
                        options.order(),
                        MemberOptions.CAP,
                        options.records(),
                        sent,
                        fleet.events(),
                        commits.stop(),
                        ends,
                        LetterReader.read(servers, MemberOptions.letters(GROUP)),
                        faults.faults(),
                        end);
            }
        } finally {
            heartbeat.interrupt();
        }
    }

    /** If it never is, a check says so. */
    private static boolean isOver(Watch watch, Brokers brokers) {
        watch.look();
        return brokers.allCommitted();
    }

    private static String status(Feed feed, CommitReader commits, Fleet fleet) {
        return "           %d records, %d commits, %d members"
                .formatted(feed.count(), commits.count(), fleet.running());
    }
}
