package io.github.parallelconsumer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.parallelconsumer.api.DeserializationFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a policy says about a failure. */
class RetryPolicyTest {
    private final DeserializationFailure poison = new DeserializationFailure(
            "value", new ConsumerRecord<>("t", 0, 1, "k", "v"), String.class, new IllegalStateException());

    @Test
    void default_isAsDocumented() {
        var policy = RetryPolicy.DEFAULT;
        assertThat(policy.maxAttempts()).isEqualTo(10);
        assertThat(policy.backoff()).isEqualTo(Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(30)));
        assertThat(policy.onExhausted()).isEqualTo(OnExhausted.hold());
        assertThat(policy.retryIf()).accepts(new Exception(), new Error()).rejects(poison);
        assertThat(policy.abortOn()).rejects(new Exception(), new Error(), poison);
    }

    @Test
    void fixed_isTheDefaultButForAttemptsAndDelay() {
        var policy = RetryPolicy.fixed(3, Duration.ofMillis(5));
        assertThat(policy.maxAttempts()).isEqualTo(3);
        assertThat(policy.backoff()).isEqualTo(Backoff.fixed(Duration.ofMillis(5)));
        assertThat(policy.onExhausted()).isEqualTo(OnExhausted.hold());
        assertThat(policy.retryIf()).rejects(poison);
    }

    @Test
    void with_oneThing_leavesTheRestAndTheOriginal() {
        var base =
                RetryPolicy.fixed(3, Duration.ZERO).abortOn(IOException.class).retryIf(failure -> true);
        var changed = base.withOnExhausted(OnExhausted.skip());
        assertThat(changed.onExhausted()).isEqualTo(OnExhausted.skip());
        assertThat(changed.maxAttempts()).isEqualTo(3);
        assertThat(changed.abortOn()).accepts(new IOException());
        assertThat(changed.retryIf()).accepts(poison);
        assertThat(base.onExhausted()).isEqualTo(OnExhausted.hold());
    }

    @Test
    void abortOn_classesAndPredicates_addUp() {
        var policy = RetryPolicy.DEFAULT
                .abortOn(IOException.class, IllegalArgumentException.class)
                .abortOn(failure -> "no".equals(failure.getMessage()));
        assertThat(policy.abortOn())
                .accepts(new FileNotFoundException(), new NumberFormatException(), new Error("no"))
                .rejects(new UncheckedIOException(new IOException()), new Error("yes"));
    }

    @Test
    void retryIf_twice_lastOneCounts() {
        var policy = RetryPolicy.DEFAULT.retryIf(failure -> false).retryIf(IOException.class::isInstance);
        assertThat(policy.retryIf()).accepts(new IOException()).rejects(new Error());
    }

    @Test
    void attemptsBelowOneOrBlankTopic_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.DEFAULT.withMaxAttempts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> OnExhausted.deadLetter(" "));
    }

    @Test
    void deadLetter_topic_isThatOfEveryRecord() {
        var record = new ConsumerRecord<byte[], byte[]>("orders", 0, 1, null, null);
        assertThat(OnExhausted.deadLetter("dead"))
                .isInstanceOfSatisfying(
                        OnExhausted.DeadLetter.class,
                        to -> assertThat(to.topic().apply(record, new Error())).isEqualTo("dead"));
        assertThat(OnExhausted.deadLetter((raw, failure) -> raw.topic() + "-" + failure.getMessage()))
                .isInstanceOfSatisfying(
                        OnExhausted.DeadLetter.class,
                        to -> assertThat(to.topic().apply(record, new Error("e")))
                                .isEqualTo("orders-e"));
    }
}
