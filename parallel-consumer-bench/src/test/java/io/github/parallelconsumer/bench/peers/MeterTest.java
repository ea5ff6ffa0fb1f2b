package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeterTest {

    private static final long RECORDS = 1_000;

    /** A record costs 2 us and 100 bytes. */
    private final Meter meter = new Meter(
            RECORDS,
            seconds(2),
            seconds(3),
            tick -> new Sample(tick, tick.handled() * 2_000, tick.handled() * 5_000, tick.handled() * 100));

    @Test
    void look_slowContender_measuresOneWindowAfterTheWarmUp() {
        look(10, 0);
        look(11, 1);
        look(12, 100);
        assertThat(meter.isMeasuring()).isFalse();
        look(13, 200);
        assertThat(meter.isMeasuring()).isTrue();
        look(15, 300);
        assertThat(meter.isFull()).isFalse();
        look(16, 500);
        assertThat(meter.isFull()).isTrue();
        assertThat(meter.tally().perRecord())
                .containsEntry(Metric.RECORDS_PER_SECOND, 100.0)
                .containsEntry(Metric.CPU_MICROS_PER_RECORD, 2.0)
                .containsEntry(Metric.BYTES_PER_RECORD, 100.0);
    }

    @Test
    void look_fastContender_addsUpTheMiddlesOfItsPasses() {
        pass(0, 2); // warms up
        pass(10, 3);
        assertThat(meter.isFull()).isFalse();
        pass(20, 3);
        assertThat(meter.isFull()).isTrue();
        assertThat(meter.tally().nanos()).isEqualTo(seconds(4));
        assertThat(meter.tally().perRecord().get(Metric.RECORDS_PER_SECOND)).isCloseTo((850 + 800) / 4.0, within(1e-9));
    }

    @Test
    void look_noRecordWithinTheWindow_waitsForOne() {
        look(10, 1);
        look(12, 100);
        look(16, 100);
        assertThat(meter.isFull()).isFalse();
        look(17, 200);
        assertThat(meter.isFull()).isTrue();
        assertThat(meter.tally().perRecord()).containsEntry(Metric.RECORDS_PER_SECOND, 20.0);
    }

    @Test
    void look_endsOfThePass_areNotMeasured() {
        pass(0, 2);
        look(20, 1);
        look(20, 49);
        assertThat(meter.isMeasuring()).as("polls are not full yet").isFalse();
        look(20, 50);
        assertThat(meter.isMeasuring()).isTrue();
        look(21, 950);
        assertThat(meter.isMeasuring()).as("partitions run dry").isFalse();
        look(21, 960);
        assertThat(meter.isMeasuring()).isFalse();
    }

    @Test
    void perRecord_nothingMeasured_isRefused() {
        assertThatIllegalStateException().isThrownBy(() -> meter.tally().perRecord());
    }

    @Test
    void perSecond_ofATally_countsWhatElseWasBusy() {
        var tally = new Tally();
        tally.add(new Sample(new Tick(0, 0), 0, 0, 0), new Sample(new Tick(seconds(2), 0), seconds(1), seconds(3), 0));
        assertThat(tally.perSecond())
                .containsEntry(Metric.CPU_MILLIS_PER_SECOND, 500.0)
                .containsEntry(Metric.OTHER_PROCESSORS, 1.0);
    }

    /** 100 records, then up to 850 that count, then the last ones. */
    private void pass(int start, int seconds) {
        look(start, 0);
        look(start, 1);
        look(start, 100);
        look(start + seconds - 1, 900);
        look(start + seconds - 1, 950);
        look(start + seconds, RECORDS);
        meter.endPass();
    }

    private void look(int second, long handled) {
        meter.look(new Tick(seconds(second), handled));
    }

    private static long seconds(long count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
