package io.github.parallelconsumer.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CrashFindingsTest {

    private static final TopicPartition PARTITION = new TopicPartition("records", 0);

    /** Offset 0 is slow, 1 and 2 are in the map, 3 finished after it, 4 ran; 5 was never delivered. */
    private final Told killed = new Told().started(0, 0).handled(0, 1, 2, 3).started(0, 4);

    private final Told next = new Told().handled(0, 0, 3, 4, 5);

    @Test
    void of_exactlyWhatIsUncoveredComesAgain_holdsWithTheNumbers() {
        var found = of(next);

        assertThat(found).isEqualTo(new CrashFindings(5, 2, 1, 3, 5, 0, 0, 0, 0, 0));
        assertThat(found.broken()).isEmpty();
    }

    @Test
    void broken_recordOfTheMapComesAgain_saysSo() {
        assertThat(of(next.handled(0, 2)).broken()).singleElement().asString().contains("1 record(s) came again");
    }

    @Test
    void broken_uncommittedRecordDoesNotComeAgain_saysSo() {
        assertThat(of(new Told().handled(0, 0, 4, 5)).broken())
                .singleElement()
                .asString()
                .contains("1 record(s) did not come again");
    }

    @Test
    void broken_recordStartsTwiceInOneProcess_saysSo() {
        killed.started(0, 4);

        assertThat(of(next.handled(0, 5)).broken()).containsExactly("2 record(s) came twice in one process");
    }

    @Test
    void broken_recordNobodyFinished_isLost() {
        assertThat(of(new Told().handled(0, 0, 3, 4)).broken())
                .singleElement()
                .asString()
                .contains("1 record(s) were lost");
    }

    @Test
    void broken_committedBeforeItsHandlerEnded_saysSo() {
        var commits = commits(1, 2, 3);

        var found = CrashFindings.of(
                new Told().started(0, 0).handled(0, 1, 2).started(0, 3).events(),
                commits,
                new Told().handled(0, 0).events(),
                Place.upTo(Map.of(PARTITION, 3L)));

        assertThat(found.broken()).singleElement().asString().contains("committed before their handler had ended");
    }

    @Test
    void offset_partitionWithoutCommit_isTheEarliest() {
        assertThat(commits(1).offset(7)).isZero();
        assertThat(commits(1).covers(new Place(7, 1))).isFalse();
    }

    private CrashFindings of(Told second) {
        return CrashFindings.of(killed.events(), commits(1, 2), second.events(), Place.upTo(Map.of(PARTITION, 6L)));
    }

    /** Offset 0 is committed, and of the others that they are finished. */
    private static Commits commits(long... finished) {
        var runs = OffsetMapCodec.builder(0, 100);
        runs.unfinished(0, 1);
        runs.finishedBelow(finished[finished.length - 1] + 1);
        return Commits.of(Map.of(PARTITION, new OffsetAndMetadata(0, OffsetMapCodec.encode(runs.build(), 100))));
    }
}
