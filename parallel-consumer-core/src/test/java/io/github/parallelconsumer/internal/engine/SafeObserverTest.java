package io.github.parallelconsumer.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An observer that throws changes nothing. */
class SafeObserverTest {

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException(),
                new Error(),
                new AssertionError(),
                new StackOverflowError(),
                new Exception());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void assigned_observerThrows_isKeptFromTheLoop(Throwable failure) {
        assertThatCode(() -> failing(failure).assigned(List.of())).doesNotThrowAnyException();
    }

    @Test
    void assigned_jvmFails_isThrown() {
        var failure = new OutOfMemoryError();
        assertThatThrownBy(() -> failing(failure).assigned(List.of())).isSameAs(failure);
    }

    @Test
    void releasing_observer_isToldAndKeptFromTheLoop() {
        var told = new HashMap<TopicPartition, Integer>();
        var observer = SafeObserver.of("[g/c]", new ConsumerObserver() {
            @Override
            public void releasing(Reason reason, Map<TopicPartition, Integer> running) {
                told.putAll(running);
                throw new IllegalStateException(reason.name());
            }
        });

        assertThatCode(() -> observer.releasing(Reason.LOST, Map.of(new TopicPartition("t", 0), 3)))
                .doesNotThrowAnyException();

        assertThat(told).containsExactly(Map.entry(new TopicPartition("t", 0), 3));
    }

    private static ConsumerObserver failing(Throwable failure) {
        return SafeObserver.of("[g/c]", new ConsumerObserver() {
            @Override
            public void assigned(Collection<TopicPartition> partitions) {
                SafeObserverTest.<RuntimeException>throwAny(failure);
            }
        });
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as a user's Kotlin or Scala code may do
    private static <T extends Throwable> void throwAny(Throwable failure) throws T {
        throw (T) failure;
    }
}
