package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.it.Event.Delivery;
import io.github.parallelconsumer.it.Event.Kind;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Counting, ordering and the text form of events. */
final class LedgerTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 3);

    private final Ledger ledger = new Ledger();

    @Test
    void firstNotDone_gapsAndRepeats_isTheEndOfThePrefix() {
        assertThat(ledger.add(event(1, Kind.DONE, 0, "k"))).isTrue();
        assertThat(ledger.add(event(2, Kind.DONE, 2, "k"))).isTrue();
        assertThat(ledger.add(event(3, Kind.STARTED, 1, "k"))).isFalse();
        assertThat(ledger.add(event(4, Kind.FAILED, 1, "k"))).isFalse();
        assertThat(ledger.add(event(5, Kind.DONE, 2, "k"))).isFalse();

        assertThat(ledger.firstNotDone(PARTITION)).isEqualTo(1);
        assertThat(ledger.firstNotDone(new TopicPartition("t", 4))).isZero();
        assertThat(ledger.distinctDone()).isEqualTo(2);
        assertThat(ledger.starts("a")).isEqualTo(1);
        assertThat(ledger.starts("b")).isZero();
    }

    @Test
    void events_addedLate_areInTheOrderOfTheClock() {
        var later = event(2, Kind.DONE, 0, "k");
        var earlier = event(1, Kind.STARTED, 0, "k");
        ledger.add(later);
        ledger.add(earlier);

        assertThat(ledger.events()).containsExactly(earlier, later);
    }

    @Test
    void parse_linesOfEvents_giveThemBack() {
        var event = event(-7, Kind.STARTED, 123, "k1");
        var withoutKey = event(8, Kind.DONE, 124, null);

        assertThat(Event.parse(event.toLine())).contains(event);
        assertThat(Event.parse(withoutKey.toLine())).contains(withoutKey);
        assertThat(Event.parse("12:00:00 INFO started")).isEmpty();
        assertThat(Event.parse("EVENT 12")).isEmpty();
    }

    @Test
    void parse_linesOfHandovers_giveThemBack() {
        var handover = new Handover("a", PARTITION, Long.MIN_VALUE, 17, new OffsetAndMetadata(18, "bgABAAE="));

        assertThat(Handover.parse(handover.toLine())).contains(handover);
        assertThat(Handover.parse(event(1, Kind.DONE, 0, "k").toLine())).isEmpty();
    }

    private static Event event(long nanos, Kind kind, long offset, String key) {
        return new Event(nanos, "a", kind, new Delivery(PARTITION, offset), key);
    }
}
