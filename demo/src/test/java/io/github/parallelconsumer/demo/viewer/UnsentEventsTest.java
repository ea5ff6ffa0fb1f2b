package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which rebalances a report tells of. */
class UnsentEventsTest {

    private final UnsentEvents unsent = new UnsentEvents();

    @Test
    void addTo_earlierReportNotAnswered_tellsAgain() {
        unsent.addTo(Reports.consumer(List.of(event(1))));

        var report = unsent.addTo(Reports.consumer(List.of(event(2))));

        assertThat(report).isEqualTo(Reports.consumer(List.of(event(1), event(2))));
    }

    @Test
    void addTo_earlierReportAnswered_tellsOnlyWhatIsNew() {
        unsent.addTo(Reports.consumer(List.of(event(1))));
        unsent.sent();

        assertThat(unsent.addTo(Reports.consumer(List.of(event(2)))).events()).containsExactly(event(2));
    }

    @Test
    void addTo_viewerLongAway_leavesOutTheOldest() {
        IntStream.range(0, UnsentEvents.MOST).forEach(i -> unsent.addTo(Reports.consumer(List.of(event(i)))));

        assertThat(unsent.addTo(Reports.consumer(List.of(event(99)))).events())
                .hasSize(UnsentEvents.MOST)
                .startsWith(event(1))
                .endsWith(event(99));
    }

    private static RebalanceEvent event(int number) {
        return new RebalanceEvent("REVOKED", List.of("t-0"), number, 0, 0);
    }
}
