package io.github.parallelconsumer.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ShutdownFindingsTest {

    private static final TopicPartition PARTITION = new TopicPartition("records", 0);
    private static final int SLOTS = 3;
    private static final Set<Place> RECORDS = Place.upTo(Map.of(PARTITION, 6L));

    private final Told next = new Told().handled(0, 4, 5);

    @Test
    void of_whatRanFinishedAndIsCommitted_holdsWithTheNumbers() {
        var found = of(orderly(), 143, 4, 0);

        assertThat(found).isEqualTo(new ShutdownFindings(143, new Stop(3, 2, 1), 4, 0, 2, 0, 0, 0, 0));
        assertThat(found.broken()).isEmpty();
    }

    @Test
    void broken_otherStatus_saysSo() {
        assertThat(of(orderly(), 137, 4, 0).broken())
                .containsExactly("the process ended with status 137 instead of 143");
    }

    @Test
    void broken_handlerCutOff_saysSoAndThatTheRecordIsLost() {
        var found = of(new Told().handled(0, 0, 1, 2).started(0, 3).closing(0, 1), 143, 3, 0);

        assertThat(found.broken()).containsExactly("1 handler(s) did not finish", "1 record(s) were lost");
    }

    @Test
    void broken_finishedNotCommitted_saysSo() {
        assertThat(of(orderly(), 143, 3, 0).broken()).containsExactly("1 finished record(s) were not committed");
    }

    @Test
    void broken_intakeGoesOn_saysSo() {
        assertThat(of(new Told().handled(0, 0).closing(0, 1).handled(0, 1, 2, 3), 143, 4, 0)
                        .broken())
                .containsExactly("2 record(s) were started though intake had ended");
    }

    @Test
    void broken_oneMoreThanLetThrough_saysSo() {
        var first = new Told().handled(0, 0).started(0, 1).started(0, 2).closing(0, 2);
        first.done(0, 1).done(0, 2).handled(0, 3);

        assertThat(of(first, 143, 4, 0).broken()).containsExactly("1 record(s) were started though intake had ended");
    }

    /** Whatever the library says: a record that is let through has a slot. */
    @Test
    void broken_moreLetThroughThanSlots_saysSo() {
        var first = new Told().closing(0, 4).handled(0, 0, 1, 2, 3);

        assertThat(of(first, 143, 4, 0).broken()).containsExactly("1 record(s) were started though intake had ended");
    }

    @Test
    void of_severalPartitions_intakeHasEndedForAllAtTheFirstWord() {
        var first = new Told()
                .started(0, 1)
                .closing(0, 2)
                .closing(1, 0)
                .handled(0, 0, 2, 3)
                .done(0, 1);

        assertThat(of(first, 143, 4, 0).stop()).isEqualTo(new Stop(2, 1, 3));
    }

    @Test
    void broken_memberStays_saysSo() {
        assertThat(of(orderly(), 143, 4, 1).broken()).containsExactly("the group still had 1 member(s) after the end");
    }

    @Test
    void broken_recordComesTwice_saysSo() {
        next.handled(0, 2);

        assertThat(of(orderly(), 143, 4, 0).broken()).containsExactly("1 record(s) came twice");
    }

    @Test
    void broken_recordComesTwiceInTheSameProcess_saysSo() {
        next.handled(0, 5);

        assertThat(of(orderly().handled(0, 3), 143, 4, 0).broken())
                .containsExactly("1 record(s) were started though intake had ended", "2 record(s) came twice");
    }

    @Test
    void broken_neverToldThatIntakeEnded_saysThatNothingIsShown() {
        assertThat(of(new Told().handled(0, 0, 1, 2, 3), 143, 4, 0).broken())
                .containsExactly("no handler ran when intake ended, so this shows nothing");
    }

    @Test
    void broken_nothingRunsWhenItCloses_saysThatNothingIsShown() {
        assertThat(of(new Told().handled(0, 0, 1, 2, 3).closing(0, 0), 143, 4, 0)
                        .broken())
                .containsExactly("no handler ran when intake ended, so this shows nothing");
    }

    /** Two handlers run at the end of intake, one more has been let through. */
    private static Told orderly() {
        return new Told()
                .handled(0, 0)
                .started(0, 1)
                .started(0, 2)
                .closing(0, 3)
                .started(0, 3)
                .done(0, 1)
                .done(0, 2)
                .done(0, 3)
                .revoked(0);
    }

    private ShutdownFindings of(Told first, int status, long committed, int members) {
        var commits = Commits.of(Map.of(PARTITION, new OffsetAndMetadata(committed)));
        var exit = new ShutdownFindings.Exit(status, first.events(), commits, members);
        return ShutdownFindings.of(exit, SLOTS, next.events(), RECORDS);
    }
}
