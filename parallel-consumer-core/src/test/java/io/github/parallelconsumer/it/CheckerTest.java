package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.it.Event.Delivery;
import io.github.parallelconsumer.it.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** That the checker finds each kind of fault, and none where there is none. */
final class CheckerTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final List<Event> events = new ArrayList<>();

    @Test
    void checks_laneAfterLane_findNothing() {
        run("a", 0, "k");
        begin("a", 1, "k");
        begin("a", 2, "other");
        end("a", 2, "other");
        end("a", 1, "k");
        run("b", 3, "k");

        var checker = checkerFor(Ordering.KEY);

        assertThat(checker.lost(Map.of(PARTITION, 4L))).isEmpty();
        assertThat(checker.duplicates()).isEmpty();
        assertThat(checker.disorders()).isEmpty();
        assertThat(checker.overlaps()).isEmpty();
    }

    @Test
    void lost_recordStartedButNeverDone_isFound() {
        run("a", 0, "k");
        begin("a", 1, "k");

        assertThat(checkerFor(Ordering.KEY).lost(Map.of(PARTITION, 3L))).containsExactly(at(1), at(2));
    }

    @Test
    void duplicates_recordOfTwoMembers_isFound() {
        run("a", 0, "k");
        run("b", 0, "k");
        run("b", 1, "k");

        assertThat(checkerFor(Ordering.KEY).duplicates()).containsExactly(at(0));
        assertThat(checkerFor(Ordering.KEY).startedBy("b")).containsExactly(at(0), at(1));
    }

    @Test
    void disorders_laterRecordOfTheKeyFirst_isFound() {
        run("a", 1, "k");
        run("a", 0, "k");

        assertThat(checkerFor(Ordering.KEY).disorders()).hasSize(1);
        assertThat(checkerFor(Ordering.PARTITION).disorders()).hasSize(1);
        assertThat(checkerFor(Ordering.UNORDERED).disorders()).isEmpty();
    }

    @Test
    void disorders_successorOfAFailedRecord_isFound() {
        begin("a", 0, "k");
        add("a", Kind.FAILED, 0, "k");
        run("a", 1, "k");
        run("a", 0, "k");

        assertThat(checkerFor(Ordering.KEY).disorders()).hasSize(1);
    }

    @Test
    void disorders_keysInterleaved_countForThePartitionOnly() {
        run("a", 1, "other");
        run("a", 0, "k");

        assertThat(checkerFor(Ordering.KEY).disorders()).isEmpty();
        assertThat(checkerFor(Ordering.PARTITION).disorders()).hasSize(1);
    }

    @Test
    void disorders_deliveredAgainFromAnEarlierOffset_isNone() {
        run("a", 0, "k");
        run("a", 1, "k");
        run("b", 0, "k");
        run("b", 1, "k");

        assertThat(checkerFor(Ordering.KEY).disorders()).isEmpty();
    }

    @Test
    void overlaps_twoRecordsOfAKey_areFound() {
        begin("a", 0, "k");
        begin("b", 1, "k");
        end("a", 0, "k");
        end("b", 1, "k");

        assertThat(checkerFor(Ordering.KEY).overlaps()).hasSize(1);
        assertThat(checkerFor(Ordering.UNORDERED).overlaps()).isEmpty();
    }

    @Test
    void overlaps_oneRecordAtTwoMembers_isFound() {
        begin("a", 0, null);
        begin("b", 0, null);

        assertThat(checkerFor(Ordering.UNORDERED).overlaps()).hasSize(1);
        assertThat(checkerFor(Ordering.KEY).overlaps()).hasSize(1);
    }

    @Test
    void unended_startedRecords_areThoseWithoutAnEnd() {
        run("a", 0, "k");
        begin("a", 1, "k");
        begin("a", 2, "other");
        add("a", Kind.FAILED, 2, "other");

        assertThat(checkerFor(Ordering.KEY).unended()).containsExactly(at(1));
    }

    @Test
    void withoutUnendedOf_killedMember_leavesItsEndedRecords() {
        run("a", 0, "k");
        begin("a", 1, "k");
        run("b", 1, "k");

        var checker = checkerFor(Ordering.KEY);

        assertThat(checker.overlaps()).hasSize(1);
        assertThat(checker.withoutUnendedOf("a").overlaps()).isEmpty();
        assertThat(checker.withoutUnendedOf("b").overlaps()).hasSize(1);
        assertThat(checker.withoutUnendedOf("a").startedBy("a")).containsExactly(at(0));
    }

    @Test
    void leftOpen_handovers_areTheRecordsStartedThereAndNotCommitted() {
        run("a", 0, "k");
        run("a", 1, "k");
        begin("a", 2, "other");
        run("b", 1, "k");
        run("b", 3, "k");

        var checker = checkerFor(Ordering.KEY);

        assertThat(checker.leftOpen(List.of(handover("a", 0, 100, new OffsetAndMetadata(1)))))
                .containsExactly(at(1), at(2));
        assertThat(checker.leftOpen(List.of(
                        handover("a", 4, 100, new OffsetAndMetadata(0)),
                        handover("b", 0, 100, new OffsetAndMetadata(2)))))
                .containsExactly(at(2), at(3));
        assertThat(checker.leftOpen(List.of(handover("a", 0, 100, new OffsetAndMetadata(1, "bgABAAE=")))))
                .containsExactly(at(1));
        assertThat(checker.savedByMaps(List.of(handover("a", 0, 100, new OffsetAndMetadata(1, "bgABAAE=")))))
                .isEqualTo(1);
        assertThat(checker.leftOpen(List.of(handover("a", 0, 3, new OffsetAndMetadata(1)))))
                .containsExactly(at(1));
    }

    @Test
    void mostAtOnce_handlersOfTwoMembers_countsThoseOfOne() {
        begin("a", 0, "k");
        begin("b", 1, "other");
        begin("a", 2, "third");
        end("a", 0, "k");
        run("a", 3, "k");

        assertThat(checkerFor(Ordering.KEY).mostAtOnce("a")).isEqualTo(2);
        assertThat(checkerFor(Ordering.KEY).mostAtOnce("b")).isEqualTo(1);
    }

    private Checker checkerFor(Ordering ordering) {
        return new Checker(events, ordering);
    }

    private static Handover handover(String member, long from, long to, OffsetAndMetadata committed) {
        return new Handover(member, PARTITION, from, to, committed);
    }

    private void run(String member, long offset, String key) {
        begin(member, offset, key);
        end(member, offset, key);
    }

    private void begin(String member, long offset, String key) {
        add(member, Kind.STARTED, offset, key);
    }

    private void end(String member, long offset, String key) {
        add(member, Kind.DONE, offset, key);
    }

    private void add(String member, Kind kind, long offset, String key) {
        events.add(new Event(events.size(), member, kind, at(offset), key));
    }

    private static Delivery at(long offset) {
        return new Delivery(PARTITION, offset);
    }
}
