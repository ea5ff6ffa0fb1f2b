package io.github.parallelconsumer.internal.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.exec.AssignmentToken;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.lane.Lanes;
import io.github.parallelconsumer.spi.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held, record by record (INV-HELD). */
class HeldLanesTest {

    private final AssignmentToken token = new AssignmentToken(new TopicPartition("t", 0), 1);
    private final Lanes<InFlightRecord> lanes = new Lanes<>();
    private final HeldLanes held = new HeldLanes();
    private long sequence;
    private long waits;

    @Test
    void waits_headOfALane_holdsItAndAllBehindIt() {
        var head = dispatch("a", 100);
        dispatch("a", 20);
        dispatch("b", 3);
        held.waits(head, ++waits);

        assertHeld(2, 120);
        dispatch("a", 7);
        dispatch("b", 9);
        assertHeld(3, 127);
        assertThat(held.lanes()).isEqualTo(1);
    }

    @Test
    void ended_headOfALane_keepsWhatIsBehindItHeldUntilThatHasEnded() {
        var head = dispatch("a", 100);
        var second = dispatch("a", 20);
        var third = dispatch("a", 3);
        held.waits(head, ++waits);
        held.ended(head);

        assertHeld(2, 23);
        assertThat(held.lanes()).isZero();
        assertThat(held.oldest()).isNull();
        held.ended(second);
        assertHeld(1, 3);
        held.ended(third);
        assertHeld(0, 0);
    }

    @Test
    void dispatched_toALaneThatRecovers_isNotHeldUntilTheLaneFailsAgain() {
        var head = dispatch("a", 100);
        var second = dispatch("a", 20);
        held.waits(head, ++waits);
        held.ended(head);
        var third = dispatch("a", 3);

        assertHeld(1, 20);
        held.waits(second, ++waits);
        assertHeld(2, 23);
        held.ended(second);
        held.ended(third);
        assertHeld(0, 0);
    }

    /** The last record of a batch's part of a lane may be handed back after the first of the next batch's. */
    @Test
    void ended_outOfOrder_countsEachRecordForItself() {
        var head = dispatch("a", 100);
        var second = dispatch("a", 20);
        var third = dispatch("a", 3);
        held.waits(head, ++waits);
        held.waits(third, ++waits);
        held.ended(second);
        held.ended(head);

        assertHeld(1, 3);
        assertThat(held.lanes()).isEqualTo(1);
        held.ended(third);
        assertHeld(0, 0);
    }

    @Test
    void waits_unorderedRecords_areHeldEachAlone() {
        var first = dispatch(null, 5);
        dispatch(null, 6);
        var third = dispatch(null, 7);
        held.waits(first, ++waits);
        held.waits(third, ++waits);

        assertHeld(2, 12);
        assertThat(held.lanes()).isEqualTo(2);
        assertThat(held.oldest().head()).isSameAs(first);
        held.ended(first);
        assertThat(held.oldest().head()).isSameAs(third);
        held.ended(third);
        assertHeld(0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyEvents_inAnyOrder_agreeWithAModel(long seed) {
        var random = new Random(seed);
        List<List<InFlightRecord>> model = new ArrayList<>();
        List<@Nullable InFlightRecord> heads = new ArrayList<>();
        Set<InFlightRecord> heldOnes = new HashSet<>();
        for (int lane = 0; lane < 4; lane++) {
            model.add(new ArrayList<>());
            heads.add(null);
        }
        for (int step = 0; step < 5_000; step++) {
            int lane = random.nextInt(4);
            var records = model.get(lane);
            switch (random.nextInt(4)) {
                case 0 -> {
                    if (!records.isEmpty() && records.getFirst() != heads.get(lane)) {
                        heads.set(lane, records.getFirst());
                        heldOnes.addAll(records);
                        held.waits(records.getFirst(), ++waits);
                    }
                }
                case 1 -> {
                    if (!records.isEmpty()) {
                        var ended = records.remove(random.nextInt(10) == 0 ? records.size() - 1 : 0);
                        heldOnes.remove(ended);
                        heads.set(lane, ended == heads.get(lane) ? null : heads.get(lane));
                        held.ended(ended);
                    }
                }
                default -> {
                    var added = dispatch("k" + lane, random.nextInt(1_000));
                    records.add(added);
                    if (heads.get(lane) != null) {
                        heldOnes.add(added);
                    }
                }
            }
            assertHeld(
                    heldOnes.size(),
                    heldOnes.stream().mapToLong(InFlightRecord::bytes).sum());
            assertThat(held.lanes())
                    .isEqualTo((int) heads.stream().filter(head -> head != null).count());
        }
    }

    private InFlightRecord dispatch(@Nullable String key, int bytes) {
        var record =
                new InFlightRecord(new ConsumerRecord<>("t", 0, sequence, null, new byte[bytes]), token, sequence++);
        record.measure();
        record.end(new Outcome.Succeeded(1));
        if (key != null) {
            var lane = lanes.lane(token.partition(), key.getBytes(UTF_8));
            record.join(lane, lane.append(token));
        }
        held.dispatched(record);
        return record;
    }

    private void assertHeld(int records, long bytes) {
        assertThat(held.records()).isEqualTo(records);
        assertThat(held.bytes()).isEqualTo(bytes);
    }
}
