package io.github.parallelconsumer.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    private static final Selection ALL = new Selection(LetterFilter.all(), 3);
    private static final Selection IO = new Selection(LetterFilter.all().withExceptions(Set.of("IOException")), 3);
    private static final Selection OTHER = new Selection(LetterFilter.all().withExceptions(Set.of("Other")), 3);

    @Test
    void of_ownCommit_isWhatWasCommitted() {
        var filter = new LetterFilter(
                Set.of("a.B&C=D", "java.io.IOException"),
                Set.of("orders", "bills"),
                Set.of(0, 17),
                Instant.parse("2026-01-31T12:00:00.123Z"),
                Instant.EPOCH);
        var progress =
                Progress.NONE.with(new Selection(filter, 5), 12).with(IO, 10).with(OTHER, 0);

        var committed = progress.commit(12);

        assertThat(committed.offset()).isEqualTo(12);
        assertThat(Progress.of(committed)).isEqualTo(progress);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "of somebody else",
                "pc-redrive-1\nx",
                "pc-redrive-1\n5 max=three",
                "pc-redrive-1\n5 max=3&since=yesterday",
                "pc-redrive-1\n5 max=3&colour=red",
            })
    void of_otherMetadata_isThatAllBeforeTheOffsetIsSent(String metadata) {
        var progress = Progress.of(new OffsetAndMetadata(20, metadata));

        assertThat(progress.start(ALL)).isEqualTo(20);
        assertThat(progress.hasSent(Letters.from("orders", 0).at(19))).isTrue();
        assertThat(progress.hasSent(Letters.from("orders", 0).at(20))).isFalse();
    }

    @Test
    void start_selection_isWhereItEndedOrAWiderOneDid() {
        var progress = Progress.NONE.with(IO, 10).with(ALL, 7);

        assertThat(progress.start(IO)).isEqualTo(10);
        assertThat(progress.start(ALL)).isEqualTo(7);
        assertThat(progress.start(OTHER)).as("what ALL has taken").isEqualTo(7);
        assertThat(progress.start(new Selection(LetterFilter.all(), 4)))
                .as("more redrives are allowed than before")
                .isZero();
        assertThat(progress.start(new Selection(IO.filter(), 2))).isEqualTo(10);
    }

    @Test
    void hasSent_letter_isWhatSomeSelectionTook() {
        var progress = Progress.NONE.with(IO, 10);

        assertThat(progress.hasSent(Letters.from("orders", 0).at(9))).isTrue();
        assertThat(progress.hasSent(Letters.from("orders", 0).at(10))).isFalse();
        assertThat(progress.hasSent(Letters.from("orders", 0).exception("Other").at(9)))
                .isFalse();
        assertThat(progress.hasSent(Letters.from("orders", 0).redrives(3).at(9)))
                .as("refused, so not sent")
                .isFalse();
    }

    @Test
    void with_widerSelection_dropsWhatItMakesSuperfluous() {
        var progress = Progress.NONE.with(IO, 10).with(OTHER, 30);

        assertThat(progress.with(ALL, 20).upTo()).containsOnlyKeys(ALL, OTHER);
        assertThat(progress.with(ALL, 30).upTo()).containsOnlyKeys(ALL);
    }

    @Test
    void upToAtMost_endBelow_isTheEnd() {
        assertThat(Progress.NONE.with(IO, 10).upToAtMost(4).start(IO)).isEqualTo(4);
        assertThat(Progress.NONE.with(IO, 10).upToAtMost(40).start(IO)).isEqualTo(10);
    }

    @Test
    void commit_moreFiltersThanFit_saysWhatHelps() {
        var progress = Progress.NONE;
        for (int i = 0; i < 200; i++) {
            progress = progress.with(
                    new Selection(LetterFilter.all().withExceptions(Set.of("com.example.Failure" + i)), 3), 1_000);
        }
        var tooMuch = progress;

        assertThatThrownBy(() -> tooMuch.commit(1_000))
                .isInstanceOf(RedriveException.class)
                .hasMessageContaining("too many different filters");
    }
}
