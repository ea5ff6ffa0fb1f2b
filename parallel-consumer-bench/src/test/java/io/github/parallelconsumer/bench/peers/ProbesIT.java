package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no rate is measured and reported, too; in so short a time it means nothing. */
@Tag("ci")
class ProbesIT {

    @TempDir
    private Path directory;

    @Test
    void peers_otherMeasurements_giveTheirFigures() throws IOException {
        assertThat(PeersRun.run(
                        "--only",
                        "latency,idle,offset-tracker",
                        "--contenders",
                        "key,inOrder",
                        "--rounds",
                        "1",
                        "--warm-up",
                        "0.1",
                        "--window",
                        "2",
                        "--out",
                        directory.toString()))
                .isZero();
        var results = PeersRun.written(directory).results();
        assertThat(results.spread(Rows.LATENCY, "key", Metric.P99_MICROS)).isPresent();
        assertThat(results.spread(Rows.IDLE, "key", Metric.CPU_MILLIS_PER_SECOND))
                .isPresent();
        assertThat(results.spread(Rows.OFFSET_TRACKER, "inOrder", Metric.NANOS_PER_RECORD))
                .isPresent();
    }
}
