package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GaugesTest {

    private static final Tick TICK = new Tick(0, 0);
    private static final int ARRAYS = 1_000;
    private static final int LENGTH = 10_000;

    private final AtomicReference<byte[]> escape = new AtomicReference<>();

    @Test
    void sample_virtualThreadAllocates_countsItsBytes() throws InterruptedException {
        var gauges = new Gauges();
        var before = gauges.sample(TICK);
        Thread.ofVirtual().start(this::allocate).join();
        var after = gauges.sample(TICK);
        assertThat(after.allocatedBytes() - before.allocatedBytes()).isGreaterThanOrEqualTo((long) ARRAYS * LENGTH);
    }

    @Test
    void peakHeap_afterASample_isAboveZero() {
        var gauges = new Gauges();
        gauges.sample(TICK);
        assertThat(gauges.peakHeap()).isPositive();
    }

    private void allocate() {
        for (int i = 0; i < ARRAYS; i++) {
            escape.set(new byte[LENGTH]);
        }
    }
}
