package io.github.parallelconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.spi.RecordSource;
import io.github.parallelconsumer.spi.RecordSource.AssignmentListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the engine relies on in every {@link RecordSource}. For subclasses to run; each test has a topic of two empty
 * partitions and a group of its own. The timeout only ends a test whose wakeup was lost.
 */
@Timeout(120)
public abstract class RecordSourceConformance {

    /** How many records a poll may give at most. */
    protected static final int MAX_POLL_RECORDS = 5;

    static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration ENDLESS = Duration.ofHours(1);

    private final List<SourceMember> members = new ArrayList<>();
    private final TopicPartition first;
    private final TopicPartition second;

    /** The tests of a topic; a subclass brings it about. */
    protected RecordSourceConformance(String topic) {
        first = new TopicPartition(topic, 0);
        second = new TopicPartition(topic, 1);
    }

    /** The topic of this test. */
    protected final String topic() {
        return first.topic();
    }

    /** A new, subscribed member of the group, which is to get all partitions. No other member is open. */
    protected abstract RecordSource join(AssignmentListener listener);

    /** Adds so many records to a partition. */
    protected abstract void append(TopicPartition partition, int count);

    @AfterEach
    void closeMembers() {
        members.forEach(SourceMember::close);
    }

    private SourceMember member() {
        var member = new SourceMember(this::join);
        members.add(member);
        return member;
    }

    private SourceMember assignedMember() {
        var member = member();
        member.pollUntil(() -> member.assignment().equals(Set.of(first, second)));
        return member;
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }

    private static List<Long> offsets(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void poll_ofANewMember_tellsOfAssignmentsBeforeTheirRecords() {
        append(first, 1);
        append(second, 1);
        var member = member();

        member.pollUntil(() -> member.events().containsAll(List.of("record of 0", "record of 1")));

        assertThat(member.events())
                .containsSubsequence("assigned 0 in poll", "record of 0")
                .containsSubsequence("assigned 1 in poll", "record of 1")
                .hasSize(4);
    }

    @Test
    void poll_ofManyRecords_givesSomeAtATimeInOrderAndNamesTheNextPosition() {
        append(first, 3 * MAX_POLL_RECORDS + 1);
        var member = member();

        while (member.offsets(first).size() < 3 * MAX_POLL_RECORDS + 1) {
            var polled = member.poll(TIMEOUT);
            assertThat(polled.count()).isLessThanOrEqualTo(MAX_POLL_RECORDS);
            if (!polled.isEmpty()) {
                long seen = member.offsets(first).size();
                assertThat(polled.nextOffsets().get(first).offset()).isEqualTo(seen);
            }
        }

        assertThat(member.offsets(first)).isEqualTo(offsets(0, 3 * MAX_POLL_RECORDS + 1));
    }

    @Test
    void pause_betweenPolls_keepsRecordsBackUntilResume() {
        append(first, 3 * MAX_POLL_RECORDS);
        var member = member();
        member.pollUntil(() -> !member.offsets(first).isEmpty());
        var before = member.offsets(first);

        member.source().pause(List.of(first));
        append(second, 1);
        member.pollUntil(() -> !member.offsets(second).isEmpty());
        assertThat(member.offsets(first)).isEqualTo(before);

        member.source().resume(List.of(first));
        member.pollUntil(() -> member.offsets(first).size() >= 3 * MAX_POLL_RECORDS);
        assertThat(member.offsets(first)).isEqualTo(offsets(0, 3 * MAX_POLL_RECORDS));
    }

    @Test
    void pause_whenAssigned_keepsAllRecordsBack() {
        append(first, 1);
        append(second, 1);
        var member = member();
        member.whenAssigned(() -> member.source().pause(List.of(first)));

        member.pollUntil(() -> !member.offsets(second).isEmpty());

        assertThat(member.offsets(first)).isEmpty();
    }

    @Test
    void commitSync_byAnEarlierMember_isWhereALaterOneStarts() {
        append(first, 4);
        var earlier = assignedMember();
        earlier.source().commitSync(at(first, 3), TIMEOUT);
        earlier.close();
        var later = member();

        later.pollUntil(() -> !later.offsets(first).isEmpty());

        assertThat(later.offsets(first)).isEqualTo(offsets(3, 4));
    }

    @Test
    void commitAsync_acknowledged_hasToldSoInALaterPoll() {
        append(first, 4);
        var earlier = assignedMember();
        var known = earlier.events().size();
        earlier.source().commitAsync(at(first, 3), failure -> earlier.note("commit ended with " + failure));
        assertThat(earlier.events()).hasSize(known);

        earlier.pollUntil(() -> earlier.events().contains("commit ended with null in poll"));

        earlier.close();
        var later = member();
        later.pollUntil(() -> !later.offsets(first).isEmpty());
        assertThat(later.offsets(first)).isEqualTo(offsets(3, 4));
    }

    @Test
    void commitSync_afterCommitAsync_tellsOfTheEarlierOneAndOverrulesIt() {
        append(first, 4);
        var earlier = assignedMember();
        var ends = new ArrayList<String>();
        earlier.source().commitAsync(at(first, 1), failure -> ends.add("ended with " + failure));

        earlier.source().commitSync(at(first, 2), TIMEOUT);

        assertThat(ends).containsExactly("ended with null");
        earlier.close();
        var later = member();
        later.pollUntil(() -> later.offsets(first).size() >= 2);
        assertThat(later.offsets(first)).isEqualTo(offsets(2, 4));
    }

    /** Whether it is told so depends on the source. */
    @Test
    void close_afterCommitAsync_theCommitIsInForce() {
        append(first, 4);
        var earlier = assignedMember();
        earlier.source().commitAsync(at(first, 3), failure -> {});

        earlier.close();

        var later = member();
        later.pollUntil(() -> !later.offsets(first).isEmpty());
        assertThat(later.offsets(first)).isEqualTo(offsets(3, 4));
    }

    @Test
    void committed_ofAssignedPartitions_isWhatTheGroupCommittedWithItsMetadata() {
        var earlier = assignedMember();
        assertThat(earlier.source().committed(Set.of(first, second), TIMEOUT)).isEmpty();
        var offset = new OffsetAndMetadata(3, Optional.of(0), "text");
        earlier.source().commitSync(Map.of(first, offset), TIMEOUT);
        earlier.close();
        var later = assignedMember();

        assertThat(later.source().committed(Set.of(first, second), TIMEOUT)).isEqualTo(Map.of(first, offset));
        assertThat(later.source().committed(Set.of(second), TIMEOUT)).isEmpty();
    }

    @Test
    void committed_afterAWakeup_isAnsweredNevertheless() {
        var member = assignedMember();
        member.source().commitSync(at(second, 7), TIMEOUT);
        member.source().wakeup();

        assertThat(member.source().committed(Set.of(second), TIMEOUT)).isEqualTo(at(second, 7));
    }

    @Test
    void wakeup_beforeAPoll_endsThatPollOnly() {
        var member = assignedMember();
        member.source().wakeup();
        assertThat(member.poll(ENDLESS)).isEmpty();

        append(first, 1);

        member.pollUntil(() -> !member.offsets(first).isEmpty());
    }

    @Test
    void wakeup_byAnotherThread_endsThePoll() throws InterruptedException {
        var member = assignedMember();
        var other = new Thread(member.source()::wakeup);
        other.start();

        assertThat(member.poll(ENDLESS)).isEmpty();

        other.join();
    }

    @Test
    void wakeup_amidRecords_losesNone() {
        append(first, 4 * MAX_POLL_RECORDS);
        var member = member();

        member.pollUntil(() -> {
            member.source().wakeup();
            member.poll(ENDLESS);
            return member.offsets(first).size() >= 4 * MAX_POLL_RECORDS;
        });

        assertThat(member.offsets(first)).isEqualTo(offsets(0, 4 * MAX_POLL_RECORDS));
    }

    @Test
    void close_ofAMember_tellsThatItsPartitionsAreRevokedAndTakesCommits() {
        append(first, 4);
        var earlier = assignedMember();
        earlier.whenRevoked(() -> earlier.source().commitSync(at(first, 3), TIMEOUT));
        var known = earlier.events().size();

        earlier.close();

        assertThat(earlier.events().subList(known, earlier.events().size()))
                .containsExactlyInAnyOrder("revoked 0 in close", "revoked 1 in close");
        earlier.whenRevoked(() -> {});
        var later = member();
        later.pollUntil(() -> !later.offsets(first).isEmpty());
        assertThat(later.offsets(first)).isEqualTo(offsets(3, 4));
    }
}
