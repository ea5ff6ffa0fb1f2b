package io.github.parallelconsumer.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

    @Test
    void parse_ownLine_isTheEvent() {
        var event = new Event(-5, Kind.COMMITTED, 3, 17, "bAAF+/g==");

        assertThat(Event.parse(event.toLine())).contains(event);
    }

    @Test
    void parse_noDetail_isEmptyAgain() {
        var event = new Event(5, Kind.ASSIGNED, -1, -1, "");

        assertThat(Event.parse(event.toLine())).contains(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "consumer-1: 883 finished", "EVENT 5", "16:25:18.624 INFO  [demo/c] a b"})
    void parse_otherLine_isNothing(String line) {
        assertThat(Event.parse(line)).isEmpty();
    }

    @Test
    void key_withSpacesAndNewlines_isOneWord() {
        assertThat(Event.key("a b\nc")).doesNotContainAnyWhitespaces();
        assertThat(Event.key(null)).isEmpty();
    }

    @Test
    void handover_detail_isTheHandoverAgain() {
        var release = new Release(Reason.REVOKED, List.of(), 4, 0, 120, Duration.ofMillis(35));

        assertThat(Handover.parse(Handover.of(release).toDetail()))
                .isEqualTo(new Handover(Reason.REVOKED, 4, 0, 120, 35_000_000));
    }
}
