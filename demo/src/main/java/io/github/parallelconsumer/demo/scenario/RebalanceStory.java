package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.ConsumerChild;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The story of a rebalance. Confined to the main thread. */
record RebalanceStory(StoryOptions options) {

    private static final String HANDLER = "20..150";
    private static final int BACKLOG = 1_000;

    Result play(Stage stage) {
        stage.send(BACKLOG);
        stage.say("The topic has " + options.partitions() + " partitions; each record takes " + HANDLER
                + " ms, and new ones are sent as fast as they are handled.");
        var first = stage.start("consumer-1", "--handler-random", HANDLER);
        awaitFed(stage, "consumer-1 has its share", List.of(first), List.of(first), () -> finished(first) >= act());

        stage.say("consumer-1 has finished " + finished(first) + " records. Now a second one joins.");
        var second = stage.start("consumer-2", "--handler-random", HANDLER);
        var both = List.of(first, second);
        awaitFed(stage, "consumer-2 has its share", both, both, () -> finished(second) >= act());

        stage.say("consumer-2 has finished " + finished(second) + " records. Now it is asked to leave, by SIGTERM.");
        stage.end(second);
        var before = finished(first);
        awaitFed(stage, "consumer-1 goes on", List.of(first), both, () -> finished(first) >= before + act());

        stage.say("consumer-1 has everything again. No more records are sent; it finishes what is left.");
        stage.await("everything is committed", List.of(first), stage::allCommitted);
        stage.end(first);
        return conclude(
                stage,
                RebalanceFindings.of(
                        Map.of(first.name(), first.events(), second.name(), second.events()),
                        options.concurrency(),
                        stage.records()));
    }

    private int act() {
        return options.records();
    }

    private static int finished(ConsumerChild child) {
        return Events.finished(child);
    }

    /** Keeps the backlog up meanwhile. */
    private static void awaitFed(
            Stage stage, String what, List<ConsumerChild> alive, List<ConsumerChild> all, BooleanSupplier condition) {
        stage.await(what, alive, () -> {
            var left = stage.sent() - all.stream().mapToLong(Events::finished).sum();
            if (left < BACKLOG) {
                stage.send((int) (BACKLOG - left));
            }
            return condition.getAsBoolean();
        });
    }

    private static Result conclude(Stage stage, RebalanceFindings found) {
        found.givings().forEach(giving -> stage.say(line(giving)));
        stage.say("Of " + found.records() + " records, " + found.duplicates() + " were processed twice, "
                + found.disorders() + " out of the order of their key, " + found.lost() + " never.");
        return new Result(
                "rebalance",
                found.broken(),
                "partitions moved " + found.moved()
                        + " time(s); their intake ended first, what ran there was finished and committed, nothing of"
                        + " them was started afterwards, and " + found.startedElsewhere()
                        + " records of the others were started meanwhile. No record was processed twice, and every key kept its order.",
                numbers(found));
    }

    private static String line(Giving giving) {
        var why = giving.handover().reason() == Reason.CLOSED ? "closed and gave up" : "gave up";
        return giving.member() + " " + why + " the partitions " + giving.partitions() + ": their intake ended with "
                + giving.letThrough() + " records let through, and " + giving.startedTooLate()
                + " were started beyond those; " + giving.handover().finished() + " handlers that ran there finished, "
                + giving.handover().interrupted() + " were interrupted, "
                + giving.handover().dropped() + " waiting records were left to the next owner; "
                + giving.uncommitted() + " finished records were not committed by then"
                + (giving.kept()
                        ? "; meanwhile it started " + giving.startedElsewhere() + " records of the partitions it kept."
                        : ".");
    }

    private static Map<String, Object> numbers(RebalanceFindings found) {
        var numbers = new LinkedHashMap<String, Object>();
        numbers.put("records", found.records());
        numbers.put("handovers", found.givings().size());
        numbers.put("partitionsMoved", found.moved());
        numbers.put("letThroughAtStop", found.letThrough());
        numbers.put("startedThoughStopped", found.startedTooLate());
        numbers.put("finishedBeforeHandover", found.finishedBefore());
        numbers.put("interrupted", found.interrupted());
        numbers.put("leftToNextOwner", found.dropped());
        numbers.put("startedElsewhereMeanwhile", found.startedElsewhere());
        numbers.put("uncommittedAtHandover", found.uncommitted());
        numbers.put("startedAfterHandover", found.startedAfter());
        numbers.put("twice", found.duplicates());
        numbers.put("outOfOrder", found.disorders());
        numbers.put("lost", found.lost());
        return numbers;
    }
}
