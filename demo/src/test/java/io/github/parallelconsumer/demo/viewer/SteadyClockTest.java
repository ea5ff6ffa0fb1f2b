package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The viewer's time. */
class SteadyClockTest {

    @Test
    void getAsLong_nanosGoOn_isTheStartAndWhatWentBy() {
        var nanos = new AtomicLong(-77);
        var clock = new SteadyClock(1_000, nanos::get);

        assertThat(clock.getAsLong()).isEqualTo(1_000);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(250));
        assertThat(clock.getAsLong()).isEqualTo(1_250);
    }
}
