package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.config.Backoff;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * What follows a failed attempt of a demo consumer. Immutable.
 *
 * @param attempts how often a record is tried
 * @param firstBackoff the time to the second attempt, doubled from attempt to attempt
 * @param deadLetterTopic where a record goes whose attempts are used up; without one its lane waits
 */
public record FailureOptions(int attempts, Duration firstBackoff, Optional<String> deadLetterTopic) {

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    RetryPolicy policy() {
        var cap = firstBackoff.compareTo(LONGEST_BACKOFF) > 0 ? firstBackoff : LONGEST_BACKOFF;
        return RetryPolicy.DEFAULT
                .withMaxAttempts(attempts)
                .withBackoff(Backoff.exponential(firstBackoff, cap))
                .withOnExhausted(deadLetterTopic.map(OnExhausted::deadLetter).orElseGet(OnExhausted::hold));
    }
}
