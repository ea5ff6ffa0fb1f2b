package io.github.parallelconsumer.internal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.spi.RecordSource.CommitCallback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitUnderWayTest {

    private final CommitUnderWay commit = new CommitUnderWay();
    private final List<Optional<Exception>> ends = new ArrayList<>();
    private final Exception gone = new IllegalStateException("the client is gone");

    @Test
    void begin_clientTells_endsOnce() {
        var told = begin();
        told.ended(null);
        told.ended(gone);
        commit.giveUp(gone);
        assertThat(ends).containsExactly(Optional.empty());
    }

    @Test
    void giveUp_clientHasNotTold_hasFailedAndALateEndIsNotHeard() {
        var told = begin();
        commit.giveUp(gone);
        told.ended(null);
        assertThat(ends).containsExactly(Optional.of(gone));
    }

    @Test
    void giveUp_lateEndOfTheOneBefore_doesNotEndTheNext() {
        var first = begin();
        commit.giveUp(gone);
        var second = begin();
        first.ended(null);
        assertThat(ends).hasSize(1);
        second.ended(null);
        assertThat(ends).containsExactly(Optional.of(gone), Optional.empty());
    }

    @Test
    void giveUp_nothingUnderWay_tellsNobody() {
        commit.giveUp(gone);
        assertThat(ends).isEmpty();
    }

    private CommitCallback begin() {
        return commit.begin(failure -> ends.add(Optional.ofNullable(failure)));
    }
}
