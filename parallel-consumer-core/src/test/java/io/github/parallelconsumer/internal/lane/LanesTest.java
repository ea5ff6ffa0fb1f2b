package io.github.parallelconsumer.internal.lane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.internal.lane.LaneTicket.End;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanesTest {
    private record TopicPartition(String topic, int partition) {}

    private final Lanes<String> lanes = new Lanes<>();
    private final Object assignment = new Object();
    private final TopicPartition partition = new TopicPartition("orders", 0);

    @Test
    void lane_equalPartitionAndKeyBytes_isTheSame() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        assertThat(lanes.lane(new TopicPartition("orders", 0), key("a"))).isSameAs(lane);
        assertThat(lanes.size()).isOne();
    }

    @Test
    void lane_otherTopicPartitionOrKey_isAnother() {
        Set<Lane<String>> different = new HashSet<>();
        different.add(lanes.lane(partition, key("a")));
        different.add(lanes.lane(partition, key("b")));
        different.add(lanes.lane(partition, key("")));
        different.add(lanes.lane(partition, null));
        different.add(lanes.lane(new TopicPartition("orders", 1), key("a")));
        different.add(lanes.lane(new TopicPartition("payments", 0), key("a")));
        assertThat(different).hasSize(6);
        assertThat(lanes.size()).isEqualTo(6);
    }

    @Test
    void lane_keysOfEqualHash_areKeptApart() {
        // "Aa" and "BB" hash alike, and so does every string put together from them.
        Set<Lane<String>> different = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int bits = 0; bits < 64; bits++) {
            different.add(lanes.lane(partition, collidingKey(bits)));
        }
        assertThat(different).hasSize(64);
        for (int bits = 0; bits < 64; bits += 2) {
            retireAtOnce(lanes.lane(partition, collidingKey(bits)));
        }
        assertThat(lanes.size()).isEqualTo(32);
        for (int bits = 1; bits < 64; bits += 2) {
            assertThat(different).contains(lanes.lane(partition, collidingKey(bits)));
        }
        assertThat(lanes.size()).isEqualTo(32);
    }

    @Test
    void part_ofAnotherBatch_isNull() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        assertThat(lane.part(0)).isNull();
        lane.part(1, "records of batch 1");
        assertThat(lane.part(1)).isEqualTo("records of batch 1");
        assertThat(lane.part(2)).isNull();
        lane.part(2, "records of batch 2");
        assertThat(lane.part(2)).isEqualTo("records of batch 2");
        assertThat(lane.part(1)).isNull();
    }

    @Test
    void append_tailRuns_waitsForIt() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket first = lane.append(assignment);
        LaneTicket second = lane.append(assignment);
        assertThat(lane.tail()).isSameAs(second);
        assertThat(second.ready()).isFalse();
        first.end(End.DONE);
        assertThat(second.ready()).isTrue();
    }

    @Test
    void append_tailEndedDone_startsFresh() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        lane.append(assignment).end(End.DONE);
        LaneTicket second = lane.append(assignment);
        assertThat(second.ready()).isTrue();
        assertThat(second.awaitPredecessor()).isEqualTo(End.DONE);
    }

    @Test
    void append_tailAbandonedWithinTheAssignment_isAbandonedToo() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        lane.append(assignment).end(End.ABANDONED);
        assertThat(lane.append(assignment).awaitPredecessor()).isEqualTo(End.ABANDONED);
    }

    @Test
    void append_tailAbandonedUnderAnEarlierAssignment_startsFresh() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        lane.append(assignment).end(End.ABANDONED);
        LaneTicket later = lane.append(new Object());
        assertThat(later.ready()).isTrue();
        later.end(later.awaitPredecessor());
        assertThat(later.end()).isEqualTo(End.DONE);
        lanes.retire(lane, later);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void append_partitionReturnsWhileItsOldRecordRuns_waitsForTheOldOneButRuns() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket old = lane.append(assignment);
        LaneTicket oldQueued = lane.append(assignment);
        lanes.forget(assignment);
        assertThat(lanes.lane(partition, key("a"))).as("kept while it runs").isSameAs(lane);
        LaneTicket fresh = lane.append(new Object());
        assertThat(fresh.ready()).isFalse();

        old.end(End.ABANDONED);
        assertThat(fresh.ready())
                .as("one of the old assignment is still to end")
                .isFalse();
        oldQueued.end(oldQueued.awaitPredecessor());
        assertThat(oldQueued.end()).isEqualTo(End.ABANDONED);

        assertThat(fresh.awaitPredecessor()).isEqualTo(End.DONE);
        fresh.end(End.DONE);
        lanes.retire(lane, old);
        lanes.retire(lane, oldQueued);
        assertThat(lanes.size()).isOne();
        lanes.retire(lane, fresh);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void retire_tailDone_removesTheLane() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        lane.part(1, "records");
        retireAtOnce(lane);
        assertThat(lanes.size()).isZero();
        assertThat(lane.part(1)).as("nothing is retained").isNull();
        assertThat(lanes.lane(partition, key("a"))).isNotSameAs(lane);
    }

    @Test
    void retire_appendedSince_keepsTheLane() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket first = lane.append(assignment);
        first.end(End.DONE);
        LaneTicket second = lane.append(assignment);
        lanes.retire(lane, first);
        assertThat(lanes.lane(partition, key("a")).tail()).isSameAs(second);
    }

    @Test
    void retire_laneRemovedAndMadeAgain_keepsTheNewOne() {
        Lane<String> old = lanes.lane(partition, key("a"));
        LaneTicket ticket = old.append(assignment);
        ticket.end(End.DONE);
        lanes.retire(old, ticket);
        Lane<String> made = lanes.lane(partition, key("a"));
        made.append(assignment);
        lanes.retire(old, ticket);
        assertThat(lanes.lane(partition, key("a"))).isSameAs(made);
    }

    @Test
    void retire_abandonedWithinACurrentAssignment_keepsTheLaneUntilForgotten_INV_4() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket ticket = lane.append(assignment);
        ticket.end(End.ABANDONED);
        lanes.retire(lane, ticket);
        assertThat(lanes.lane(partition, key("a")).append(assignment).awaitPredecessor())
                .isEqualTo(End.ABANDONED);

        lanes.forget(new Object());
        assertThat(lanes.size()).isOne();
    }

    @Test
    void forget_abandonedTail_removesTheLane_INV_4() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket ticket = lane.append(assignment);
        ticket.end(End.ABANDONED);
        lanes.retire(lane, ticket);
        lanes.forget(assignment);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void forget_tailStillRuns_keepsTheLaneUntilItEnds_INV_4() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket ticket = lane.append(assignment);
        lanes.forget(assignment);
        assertThat(lanes.size()).isOne();
        ticket.end(End.ABANDONED);
        lanes.retire(lane, ticket);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void retire_abandonedUnderTheReturnedAssignment_keepsTheLane_INV_4() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket old = lane.append(assignment);
        lanes.forget(assignment);
        Object returned = new Object();
        LaneTicket fresh = lane.append(returned);
        old.end(End.ABANDONED);
        fresh.end(End.ABANDONED);
        lanes.retire(lane, fresh);
        assertThat(lanes.lane(partition, key("a")).append(returned).awaitPredecessor())
                .isEqualTo(End.ABANDONED);
    }

    @Test
    void retire_beforeTheTicketEnded_isRefused_INV_5() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket ticket = lane.append(assignment);
        assertThatThrownBy(() -> lanes.retire(lane, ticket)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void retire_again_changesNothing() {
        Lane<String> lane = lanes.lane(partition, key("a"));
        LaneTicket ticket = lane.append(assignment);
        ticket.end(End.DONE);
        lanes.retire(lane, ticket);
        lanes.retire(lane, ticket);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void size_aMillionKeysPassThrough_isZeroAgain_INV_4() {
        var busy = new ArrayList<Lane<String>>();
        for (int i = 0; i < 1_000_000; i++) {
            Lane<String> lane =
                    lanes.lane(partition, ByteBuffer.allocate(4).putInt(i).array());
            lane.append(assignment);
            busy.add(lane);
            if (busy.size() == 10_000) {
                assertThat(lanes.size()).isEqualTo(10_000);
                busy.forEach(LanesTest.this::endAndRetire);
                busy.clear();
            }
        }
        assertThat(lanes.size()).isZero();
    }

    private void retireAtOnce(Lane<String> lane) {
        lane.append(assignment);
        endAndRetire(lane);
    }

    private void endAndRetire(Lane<String> lane) {
        LaneTicket ticket = lane.tail();
        ticket.end(End.DONE);
        lanes.retire(lane, ticket);
    }

    private static byte[] collidingKey(int bits) {
        var name = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            name.append((bits >>> i & 1) == 0 ? "Aa" : "BB");
        }
        return key(name.toString());
    }

    private static byte[] key(String key) {
        return key.getBytes(UTF_8);
    }
}
