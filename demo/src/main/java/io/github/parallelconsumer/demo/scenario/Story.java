package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.testkit.TestKitException;
import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** The stories that can be told. Immutable. */
public enum Story {
    /** A consumer is asked to end while records run. */
    SHUTDOWN,
    /** A second consumer joins, and later leaves. */
    REBALANCE,
    /** A consumer is killed while a slow record is at the head. */
    CRASH;

    /** Short where a member is killed; else long enough that a busy machine expels nobody. */
    private Duration session() {
        return switch (this) {
            case CRASH -> CrashStory.SESSION;
            case SHUTDOWN, REBALANCE -> Duration.ofSeconds(30);
        };
    }

    /** Plays it with real processes, and tells it line by line. */
    public Result play(StoryOptions options, Consumer<String> out) {
        try (var stage = Stage.open(options, session(), out)) {
            return switch (this) {
                case SHUTDOWN -> new ShutdownStory(options).play(stage);
                case REBALANCE -> new RebalanceStory(options).play(stage);
                case CRASH -> new CrashStory(options).play(stage);
            };
        } catch (TestKitException | KafkaException e) {
            throw CommandException.noKafka(OneLineErrors.line(e.getMessage()), e);
        }
    }
}
