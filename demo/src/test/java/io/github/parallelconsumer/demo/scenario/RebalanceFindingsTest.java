package io.github.parallelconsumer.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RebalanceFindingsTest {

    private static final int SLOTS = 2;
    private static final Set<Place> RECORDS =
            Place.upTo(Map.of(new TopicPartition("records", 0), 2L, new TopicPartition("records", 1), 3L));

    /** The first has both partitions, and gives the second up. The fake handover took 5 ns. */
    private final Told first = new Told()
            .assigned(0)
            .assigned(1)
            .handled(0, 0)
            .handled(1, 0)
            .started(1, 1)
            .releasing(1, 2)
            .handled(0, 1)
            .done(1, 1)
            .committed(1, 2);

    private final Told second = new Told().at(100).assigned(1).handled(1, 2);

    @Test
    void of_handedOverInOrder_holdsWithTheNumbers() {
        var found = of(first.revoked(1));

        assertThat(found.broken()).isEmpty();
        assertThat(found.moved()).isEqualTo(1);
        assertThat(found.letThrough()).isEqualTo(2);
        assertThat(found.finishedBefore()).isEqualTo(1);
        assertThat(found.dropped()).isEqualTo(2);
        assertThat(found.startedElsewhere()).isEqualTo(1);
        assertThat(found.givings()).singleElement().satisfies(giving -> {
            assertThat(giving.member()).isEqualTo("first");
            assertThat(giving.partitions()).containsExactly(1);
            assertThat(giving.kept()).isTrue();
        });
    }

    @Test
    void broken_nothingMoved_saysSo() {
        assertThat(of(first).broken()).containsExactly("no partition moved to the second consumer");
    }

    @Test
    void broken_givenUpUncommitted_saysSo() {
        var found = of(new Told()
                .assigned(0)
                .assigned(1)
                .handled(1, 0)
                .committed(1, 1)
                .releasing(1, 1)
                .handled(1, 1)
                .handled(0, 0, 1)
                .revoked(1));

        assertThat(found.broken())
                .containsExactly("1 finished record(s) were not committed when their partition was given up");
    }

    @Test
    void broken_startsMoreThanWasLetThrough_saysSo() {
        var found = of(new Told()
                .assigned(0)
                .assigned(1)
                .started(1, 0)
                .releasing(1, 1)
                .done(1, 0)
                .handled(1, 1)
                .handled(0, 0, 1)
                .committed(1, 2)
                .revoked(1));

        assertThat(found.broken())
                .containsExactly("1 record(s) were started though intake of their partition had ended");
    }

    @Test
    void broken_startsMoreThanItHasSlotsThoughAllWereCounted_saysSo() {
        var found = of(new Told()
                .assigned(0)
                .assigned(1)
                .started(0, 0)
                .releasing(0, 9)
                .releasing(1, 9)
                .done(0, 0)
                .handled(1, 0, 1)
                .handled(0, 1)
                .committed(0, 2)
                .committed(1, 2)
                .revoked(0)
                .revoked(1));

        assertThat(found.startedTooLate()).isZero();
        assertThat(found.broken())
                .contains("2 record(s) more than a member has slots ran or started when intake had ended");
    }

    @Test
    void broken_nothingLetThroughAndOneStarts_saysSo() {
        var found = of(new Told()
                .assigned(0)
                .assigned(1)
                .handled(1, 0)
                .releasing(1, 0)
                .handled(1, 1)
                .handled(0, 0, 1)
                .committed(1, 2)
                .revoked(1));

        assertThat(found.broken())
                .containsExactly("1 record(s) were started though intake of their partition had ended");
    }

    @Test
    void broken_neverToldThatIntakeEnded_saysSo() {
        var found = of(new Told()
                .assigned(0)
                .assigned(1)
                .handled(1, 0, 1)
                .handled(0, 0, 1)
                .committed(1, 2)
                .revoked(1));

        assertThat(found.broken())
                .containsExactly("1 partition(s) were given up without a word that their intake had ended");
    }

    @Test
    void broken_runsOnAfterwards_saysSo() {
        var found = of(new Told()
                .assigned(0)
                .assigned(1)
                .handled(1, 0)
                .committed(1, 1)
                .started(1, 1)
                .releasing(1, 1)
                .handled(0, 0, 1)
                .revoked(1)
                .done(1, 1));

        assertThat(found.broken()).containsExactly("1 handler(s) still ran when their partition was given up");
    }

    @Test
    void broken_startsAfterwards_saysSoAndThatItCameTwice() {
        var found = of(first.revoked(1).handled(1, 2));

        assertThat(found.broken())
                .containsExactly(
                        "1 record(s) were started after their partition was given up",
                        "1 record(s) were processed twice");
    }

    @Test
    void broken_lateCommitOfAnotherOwnership_doesNotCount() {
        var found = of(new Told()
                .assigned(1)
                .committed(1, 9)
                .releasing(1, 0)
                .revoked(1)
                .assigned(0)
                .assigned(1)
                .handled(1, 0, 1)
                .releasing(1, 0)
                .handled(0, 0, 1)
                .revoked(1));

        assertThat(found.givings()).hasSize(2);
        assertThat(found.uncommitted()).isEqualTo(2);
    }

    @Test
    void broken_keptPartitionsStandStill_saysSo() {
        var found = of(new Told()
                .assigned(0)
                .assigned(1)
                .handled(0, 0, 1)
                .handled(1, 0, 1)
                .committed(1, 2)
                .releasing(1, 0)
                .at(50)
                .revoked(1));

        assertThat(found.broken()).containsExactly("the partitions that were kept stood still at every handover");
    }

    @Test
    void broken_secondOfAKeyStartsBesideTheFirst_saysSo() {
        first.revoked(1)
                .started(2, 0, "same")
                .started(2, 1, "same")
                .done(2, 0, "same")
                .done(2, 1, "same");

        assertThat(of(first).broken()).containsExactly("1 record(s) were processed out of the order of their key");
    }

    @Test
    void broken_recordNobodyFinished_isLost() {
        var found = RebalanceFindings.of(Map.of("first", first.revoked(1).events()), SLOTS, RECORDS);

        assertThat(found.broken()).containsExactly("1 record(s) were lost");
    }

    private RebalanceFindings of(Told gives) {
        return RebalanceFindings.of(Map.of("first", gives.events(), "second", second.events()), SLOTS, RECORDS);
    }
}
