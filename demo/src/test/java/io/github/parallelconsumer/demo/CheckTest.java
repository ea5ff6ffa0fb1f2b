package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks must find what they are there for. */
class CheckTest {

    private static final Check.Body NOTHING = () -> {};

    @ParameterizedTest
    @EnumSource
    void call_everyRecordOnceInOrder_findsNothing(OrderingOption ordering) throws InterruptedException {
        var check = new Check(200, ordering);

        for (int i = 0; i < 200; i++) {
            check.call(record(i, i % 3, "key-" + i % 7, i), NOTHING);
        }

        assertThat(check.findings()).isEqualTo(new Check.Findings(200, 0, 0, 0, 1));
        assertThat(check.awaitAll(Duration.ZERO)).isTrue();
    }

    @Test
    void call_oneRecordNever_isLost() throws InterruptedException {
        var check = new Check(3, OrderingOption.KEY);

        check.call(record(0, 0, "a", 0), NOTHING);
        check.call(record(2, 0, "a", 2), NOTHING);

        assertThat(check.findings()).isEqualTo(new Check.Findings(2, 1, 0, 0, 1));
        assertThat(check.awaitAll(Duration.ZERO)).isFalse();
    }

    @Test
    void call_bodyThrows_isLost() {
        var check = new Check(1, OrderingOption.KEY);

        assertThatThrownBy(() -> check.call(record(0, 0, "a", 0), () -> {
                    throw new InterruptedException("the consumer closes");
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(check.findings()).isEqualTo(new Check.Findings(0, 1, 0, 0, 1));
    }

    @Test
    void call_recordAgain_isDuplicateAndNoViolationOfTheOrder() throws InterruptedException {
        var check = new Check(2, OrderingOption.PARTITION);

        check.call(record(0, 0, "a", 0), NOTHING);
        check.call(record(1, 0, "a", 1), NOTHING);
        check.call(record(0, 0, "a", 0), NOTHING);

        assertThat(check.findings()).isEqualTo(new Check.Findings(3, 0, 1, 0, 1));
    }

    @Test
    void call_laterOffsetOfKeyFirst_violatesTheOrder() throws InterruptedException {
        var check = new Check(2, OrderingOption.KEY);

        check.call(record(1, 0, "a", 1), NOTHING);
        check.call(record(0, 0, "a", 0), NOTHING);

        assertThat(check.findings()).isEqualTo(new Check.Findings(2, 0, 0, 1, 1));
    }

    @Test
    void call_laterOffsetOfAnotherKeyFirst_violatesTheOrderOfPartitionsOnly() throws InterruptedException {
        for (var ordering : OrderingOption.values()) {
            var check = new Check(2, ordering);

            check.call(record(1, 0, "b", 1), NOTHING);
            check.call(record(0, 0, "a", 0), NOTHING);

            assertThat(check.findings().orderViolations())
                    .as(ordering.toString())
                    .isEqualTo(ordering == OrderingOption.PARTITION ? 1 : 0);
        }
    }

    @Test
    void call_twoRecordsOfLaneAtOnce_violatesTheOrder() throws InterruptedException {
        var check = new Check(2, OrderingOption.KEY);

        check.call(record(0, 0, "a", 0), () -> check.call(record(1, 0, "a", 1), NOTHING));

        assertThat(check.findings()).isEqualTo(new Check.Findings(2, 0, 0, 1, 2));
    }

    @Test
    void call_twoLanesAtOnce_areCountedAsConcurrencyOnly() throws InterruptedException {
        var check = new Check(3, OrderingOption.KEY);

        check.call(
                record(0, 0, "a", 0),
                () -> check.call(record(1, 0, "b", 1), () -> check.call(record(2, 1, "a", 0), NOTHING)));

        assertThat(check.findings()).isEqualTo(new Check.Findings(3, 0, 0, 0, 3));
    }

    @Test
    void call_valueOfNoRecord_isRefused() {
        var check = new Check(1, OrderingOption.KEY);

        assertThatThrownBy(() -> check.call(record(1, 0, "a", 0), NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1");
    }

    private static ConsumerRecord<String, String> record(int number, int partition, String key, long offset) {
        return new ConsumerRecord<>("topic", partition, offset, key, Integer.toString(number));
    }
}
