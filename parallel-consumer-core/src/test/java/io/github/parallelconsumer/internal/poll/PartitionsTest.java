package io.github.parallelconsumer.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.internal.exec.InFlightList;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import io.github.parallelconsumer.internal.exec.WaitNotices;
import io.github.parallelconsumer.internal.lane.Lanes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is kept of an assignment. */
class PartitionsTest {

    private static final TopicPartition P0 = new TopicPartition("t", 0);

    /** Together with the links that every removal clears, a record that never ends then holds none of the others. */
    @Test
    void forget_recordsInFlight_unlinksAllOfThemAndStillCountsThem() {
        var partitions = new Partitions(
                new CompletionQueue(16), new WaitNotices(), new Lanes<>(), (run, upTo, outcome, current) -> {});
        partitions.assign(P0);
        var state = partitions.get(P0);
        var records = new InFlightList();
        for (int offset = 0; offset < 3; offset++) {
            var raw = new ConsumerRecord<byte[], byte[]>("t", 0, offset, null, new byte[0]);
            records.add(new InFlightRecord(raw, state.token(), partitions.accept(state, offset, 1)));
        }
        state.dispatch(records, 0);
        partitions.forget(state);

        state.beginRelease(); // would drop every record that the list still shows
        assertThat(state.droppedWhileReleasing()).isZero();
        assertThat(partitions.get(P0)).isNull();
        assertThat(partitions.current(state.token())).isNull();
        assertThat(partitions.dispatched()).isEqualTo(3);
    }
}
