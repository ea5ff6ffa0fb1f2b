package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.OffsetStrip;
import io.github.parallelconsumer.api.OffsetStrip.Run;
import io.github.parallelconsumer.api.OffsetStrip.State;
import io.github.parallelconsumer.api.Snapshot.PartitionView;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** How a report says what a strip shows. */
class PartitionReportTest {

    @Test
    void of_everyState_hasALetterOfItsOwn() {
        var strip = new OffsetStrip(
                40, 2, Stream.of(State.values()).map(state -> new Run(state, 3)).toList());

        var report = PartitionReport.of(view(Optional.of(strip)), 99);

        assertThat(report.cells()).isEqualTo("g3c3f3w3r3s3l3t3h3");
        assertThat(report.first()).isEqualTo(40);
        assertThat(report.per()).isEqualTo(2);
        assertThat(report.end()).isEqualTo(99);
    }

    @Test
    void of_noStrip_hasNoCells() {
        assertThat(PartitionReport.of(view(Optional.empty()), -1).cells()).isEmpty();
    }

    private static PartitionView view(Optional<OffsetStrip> strip) {
        return new PartitionView(new TopicPartition("t", 3), 44, 40, 5, 2, 0, false, strip);
    }
}
