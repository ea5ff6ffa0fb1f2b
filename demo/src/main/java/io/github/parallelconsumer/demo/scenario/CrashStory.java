package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.ConsumerChild;
import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The story of a crash. Confined to the main thread. */
record CrashStory(StoryOptions options) {

    private static final String HANDLER = "20..80";
    /** Offset 0 is a multiple of anything; no record of a story has an offset as high as the next one. */
    private static final String ONLY_THE_FIRST = "100000000";

    /** Kafka's default would make a long story. */
    static final Duration SESSION = Duration.ofSeconds(4);

    /** That of a client which says nothing about it; in the newer protocol the broker decides. */
    private static final Duration CLASSIC_SESSION = Duration.ofSeconds(45);

    private Duration noticed() {
        return options.groupProtocol().equals("classic") ? CLASSIC_SESSION : SESSION;
    }

    Result play(Stage stage) {
        stage.send(options.records());
        stage.say("The topic has " + options.partitions() + " partition(s) and " + options.records()
                + " records; each takes " + HANDLER + " ms, but the first of a partition takes ten minutes.");
        var first = stage.start(
                "consumer-1", "--handler-random", HANDLER, "--slow-one-in", ONLY_THE_FIRST, "--slow-millis", "600000");
        stage.await("consumer-1 is in the middle", List.of(first), () -> isInTheMiddle(first));

        first.kill();
        var killed = first.events();
        var commits = stage.commits();
        stage.say("SIGKILL to consumer-1 in the middle: no handler ends, nothing more is committed.");
        tell(stage, killed, commits);

        stage.say("consumer-2 takes over as soon as the group notices, "
                + noticed().toSeconds() + " s after the kill.");
        var second = stage.start("consumer-2", "--handler-random", HANDLER);
        stage.await("everything is committed", List.of(second), stage::allCommitted);
        stage.end(second);
        var findings = CrashFindings.of(killed, commits, second.events(), stage.records());
        return conclude(stage, findings);
    }

    /** Half is finished, and a commit has told of records above its offset, so that there is something to save. */
    private boolean isInTheMiddle(ConsumerChild child) {
        var events = child.events();
        return Events.count(Kind.DONE, events) >= options.records() / 2
                && events.stream()
                        .anyMatch(event -> event.kind() == Kind.COMMITTED
                                && !event.detail().isEmpty());
    }

    private static void tell(Stage stage, List<Event> killed, Commits commits) {
        stage.say(Events.count(Kind.STARTED, killed) + " records had been delivered to its handler, "
                + Events.count(Kind.DONE, killed) + " of them were finished.");
        commits.byPartition().forEach((partition, commit) -> {
            var above = Place.of(Kind.DONE, killed).stream()
                    .filter(place ->
                            place.partition() == partition && commit.above().isFinished(place.offset()))
                    .count();
            stage.say("The broker has the offset " + commit.offset() + " of partition " + partition
                    + ", and with it a map of " + above + " records finished above it.");
        });
    }

    private Result conclude(Stage stage, CrashFindings found) {
        stage.say("Came again: " + found.again() + " records. Expected are the " + found.unfinished()
                + " unfinished ones and the " + found.uncommitted()
                + " that had finished after the last commit the broker acknowledged.");
        stage.say("A plain consumer, which goes on at the committed offset and knows no map, would have got "
                + found.plain() + " of the delivered records again: all at or above that offset.");
        return new Result(
                "crash",
                found.broken(),
                "exactly the " + found.again() + " records came again that had to; without the map it would have been "
                        + found.plain() + ". None was lost.",
                numbers(found));
    }

    private Map<String, Object> numbers(CrashFindings found) {
        var numbers = new LinkedHashMap<String, Object>();
        numbers.put("records", options.records());
        numbers.put("delivered", found.delivered());
        numbers.put("unfinished", found.unfinished());
        numbers.put("finishedAfterLastCommit", found.uncommitted());
        numbers.put("cameAgain", found.again());
        numbers.put("plainWouldRedeliver", found.plain());
        numbers.put("unexpectedAgain", found.unexpected());
        numbers.put("missingAgain", found.missing());
        numbers.put("committedTooEarly", found.premature());
        numbers.put("twiceInOneProcess", found.twice());
        numbers.put("lost", found.lost());
        return numbers;
    }
}
