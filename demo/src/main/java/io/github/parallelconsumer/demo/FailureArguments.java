package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.FailureOptions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about what follows a failure. Confined to the main thread. */
final class FailureArguments {

    private static final int MOST_ATTEMPTS = 1_000_000;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often a record is tried, the first attempt included.")
    private int attempts;

    @Option(
            names = "--backoff-millis",
            paramLabel = "MS",
            defaultValue = "100",
            description = "The time to the second attempt at most; it doubles from attempt to attempt.")
    private int backoffMillis;

    @Option(
            names = "--dead-letter-topic",
            paramLabel = "TOPIC",
            description = "Where a record goes whose attempts are used up; it is made if there is none. Without it such"
                    + " a record is held: its lane waits, and it is tried now and then.")
    private @Nullable String deadLetterTopic;

    FailureOptions options() {
        return new FailureOptions(
                OptionCheck.inRange("--attempts", attempts, 1, MOST_ATTEMPTS),
                Duration.ofMillis(
                        OptionCheck.inRange("--backoff-millis", backoffMillis, 1, OptionCheck.MOST_HANDLER_MILLIS)),
                Optional.ofNullable(deadLetterTopic));
    }
}
