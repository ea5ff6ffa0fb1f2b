package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The story of a shutdown. Confined to the main thread. */
record ShutdownStory(StoryOptions options) {

    private static final String HANDLER = "100..400";

    Result play(Stage stage) {
        stage.send(options.records());
        stage.say("The topic has " + options.partitions() + " partition(s) and " + options.records()
                + " records; each takes " + HANDLER + " ms.");
        var first = stage.start("consumer-1", "--handler-random", HANDLER);
        stage.await(
                "consumer-1 is in the middle", List.of(first), () -> Events.finished(first) >= options.records() / 2);

        stage.say("SIGTERM to consumer-1 after " + Events.finished(first)
                + " records: it is to stop intake, finish what runs, commit and leave the group.");
        var exit = new ShutdownFindings.Exit(stage.end(first), first.events(), stage.commits(), stage.members());
        stage.say("consumer-1 has ended with status " + exit.status() + " (128 + 15, that of SIGTERM) after "
                + Events.count(Kind.DONE, exit.events()) + " records.");

        var second = stage.start("consumer-2", "--handler-random", "1..5");
        stage.await("everything is committed", List.of(second), stage::allCommitted);
        stage.end(second);
        return conclude(stage, ShutdownFindings.of(exit, options.concurrency(), second.events(), stage.records()));
    }

    private Result conclude(Stage stage, ShutdownFindings found) {
        stage.say("When its intake ended, " + found.stop().running() + " handlers ran, and "
                + found.stop().startedAfter() + " records were about to, of at most "
                + found.stop().letThrough() + " let through; " + found.cutOff() + " of all did not finish. "
                + found.dropped()
                + " records that it had polled were left untouched.");
        stage.say("Of the " + found.ended() + " records that it finished, " + found.uncommitted()
                + " were not committed; " + found.members() + " members were left in the group.");
        stage.say("consumer-2 got all the others, and " + found.twice() + " records a second time.");
        return new Result(
                "shutdown",
                found.broken(),
                "all that ran was finished and committed, and the next consumer got no record twice. None was lost.",
                numbers(found));
    }

    private Map<String, Object> numbers(ShutdownFindings found) {
        var numbers = new LinkedHashMap<String, Object>();
        numbers.put("records", options.records());
        numbers.put("exitStatus", found.exitStatus());
        numbers.put("letThroughAtStop", found.stop().letThrough());
        numbers.put("runningAtStop", found.stop().running());
        numbers.put("startedAfterStop", found.stop().startedAfter());
        numbers.put("startedThoughStopped", found.stop().tooMany());
        numbers.put("finishedByFirst", found.ended());
        numbers.put("cutOff", found.cutOff());
        numbers.put("leftUntouched", found.dropped());
        numbers.put("finishedNotCommitted", found.uncommitted());
        numbers.put("membersLeft", found.members());
        numbers.put("twice", found.twice());
        numbers.put("lost", found.lost());
        return numbers;
    }
}
