package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.check.Bounds;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Ledger;
import io.github.parallelconsumer.faults.member.Conduct;
import io.github.parallelconsumer.faults.member.MemberOptions;
import io.github.parallelconsumer.testkit.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
                    var feed = Feed.start(servers, GROUP, options.rate(), options.seed())) {
                var commits = CommitReader.start(servers, GROUP);
                play(steps, fleet, brokers);
                var sent = feed.stop();
                if (!Deadline.in(END).await(brokers::allCommitted)) {
                    out.accept("Not all was committed within " + END.toSeconds() + " s after the last step.");
                }
                long end = System.nanoTime();
                fleet.end();
                return new Ledger(
                        options.order(),
                        MemberOptions.CAP,
                        sent,
                        fleet.events(),
                        commits.stop(),
                        LetterReader.read(servers, MemberOptions.letters(GROUP)),
                        faults.faults(),
                        end);
            }
        } finally {
            heartbeat.interrupt();
        }
    }

    private void play(List<Step> steps, Fleet fleet, Brokers brokers) throws InterruptedException {
        long begin = System.nanoTime();
        for (var step : steps) {
            TimeUnit.NANOSECONDS.sleep(begin + TimeUnit.MILLISECONDS.toNanos(step.millis()) - System.nanoTime());
            out.accept(step.toString());
            take(step, fleet, brokers);
        }
    }

    private static void take(Step step, Fleet fleet, Brokers brokers) throws InterruptedException {
        var subject = step.subject();
        switch (step.action()) {
            case JOIN -> fleet.join(subject);
            case LEAVE -> fleet.leave(subject);
            case KILL -> fleet.kill(subject);
            case FREEZE -> fleet.stop(subject, FaultKind.FREEZE);
            case PAUSE -> fleet.stop(subject, FaultKind.PAUSE);
            case THAW -> fleet.thaw(subject);
            case LETTERS_DOWN -> brokers.lettersDown();
            case LETTERS_UP -> brokers.lettersUp();
            case BROKER_KILL -> brokers.kill(Integer.parseInt(subject));
            case BROKER_START -> brokers.start(Integer.parseInt(subject));
            case NETWORK_CUT -> brokers.cut(Integer.parseInt(subject));
            case NETWORK_DELAY -> brokers.delay(Integer.parseInt(subject));
            case NETWORK_SILENT -> brokers.silence(Integer.parseInt(subject));
            case NETWORK_RESTORED -> brokers.restore(Integer.parseInt(subject));
            case MOVE_LEADERS -> brokers.moveLeaders();
        }
    }
}
