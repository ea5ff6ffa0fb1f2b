package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineCpuTest {

    @Test
    void busyTicks_lineOfTheKernel_leavesOutIdleAndWaiting() {
        assertThat(MachineCpu.busyTicks("cpu  100 10 20 9000 500 3 4 5 77 88")).isEqualTo(142);
    }

    @Test
    void busyTicks_emptyLine_isZero() {
        assertThat(MachineCpu.busyTicks("")).isZero();
    }
}
