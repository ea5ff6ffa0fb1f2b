package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Tick START = at(10, 1);

    @Test
    void records_ofATopic_spansFromAThirdToNearlyTheEnd() {
        var window = Window.Records.of(6_000_000);
        assertThat(window.opens(START, at(11, 299_999))).isFalse();
        assertThat(window.opens(START, at(11, 300_000))).isTrue();
        assertThat(window.closes(START, at(12, 5_699_999))).isFalse();
        assertThat(window.closes(START, at(12, 5_700_000))).isTrue();
    }

    @Test
    void timed_sinceTheFirstRecord_opensAfterTheWarmUp() {
        var window = new Window.Timed(5, 10);
        assertThat(window.opens(START, at(14, 1_000))).isFalse();
        assertThat(window.opens(START, at(15, 1_000))).isTrue();
    }

    @Test
    void timed_sinceItOpened_closesAfterItsLength() {
        var window = new Window.Timed(5, 10);
        var opened = at(16, 1_000);
        assertThat(window.closes(opened, at(25, 2_000))).isFalse();
        assertThat(window.closes(opened, at(26, 2_000))).isTrue();
    }

    private static Tick at(long seconds, long handled) {
        return new Tick(TimeUnit.SECONDS.toNanos(seconds), handled);
    }
}
