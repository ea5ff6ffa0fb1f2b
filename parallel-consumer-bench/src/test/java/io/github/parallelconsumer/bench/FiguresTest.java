package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Figures FIGURES =
            new Figures(3_000, 2_000, 4_000_000_000L, 6_000_000_000L, 2_000_000_000L, 500_000, 64_000_000, 8_000_000);

    @Test
    void recordsPerSecond_isRecordsOfTheWindowByItsLength() {
        assertThat(FIGURES.recordsPerSecond()).isEqualTo(500);
    }

    @Test
    void perRecord_isWhatTheWindowTookByItsRecords() {
        assertThat(FIGURES.cpuMicrosPerRecord()).isEqualTo(3_000);
        assertThat(FIGURES.bytesPerRecord()).isEqualTo(250);
    }

    @Test
    void otherBusyProcessors_isTheirTimeByTheWindows() {
        assertThat(FIGURES.otherBusyProcessors()).isEqualTo(0.5);
    }

    @Test
    void megabytes_areMillionsOfBytes() {
        assertThat(FIGURES.peakHeapMegabytes()).isEqualTo(64);
        assertThat(FIGURES.afterCollectionMegabytes()).isEqualTo(8);
    }

    @Test
    void read_itsOwnLine_givesTheSameFigures() {
        assertThat(Figures.read(FIGURES.line())).contains(FIGURES);
    }

    @Test
    void read_anotherLine_givesNone() {
        assertThat(Figures.read("12:00:00 WARN something")).isEmpty();
    }
}
