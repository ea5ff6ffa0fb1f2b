package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HandlerSpecTest {

    @Test
    void ceiling_handlersSleep_isConcurrencyByTime() {
        assertThat(HandlerSpec.sleep(10).ceiling(1_000)).hasValue(100_000);
        assertThat(new HandlerSpec(HandlerSpec.Kind.SYNCHRONIZED, 10).ceiling(256))
                .hasValue(25_600);
    }

    @Test
    void ceiling_fewAreSlow_countsTheMeanTime() {
        var ceiling = new HandlerSpec(HandlerSpec.Kind.MIXED, 1).ceiling(500);
        assertThat(ceiling.orElseThrow()).isCloseTo(500 / 0.005_99, within(0.01));
    }

    @Test
    void ceiling_handlersDoNotWait_isNone() {
        assertThat(HandlerSpec.sleep(0).ceiling(1_000)).isEmpty();
        assertThat(new HandlerSpec(HandlerSpec.Kind.HASH, 0).ceiling(1_000)).isEmpty();
    }

    @Test
    void isSlow_offsetsOfAPartition_areOneInAHundred() {
        var mixed = new HandlerSpec(HandlerSpec.Kind.MIXED, 1);
        assertThat(LongStream.range(0, 10_000).filter(offset -> mixed.isSlow(3, offset)))
                .hasSize(100);
        assertThat(LongStream.range(0, 10_000)
                        .filter(offset -> HandlerSpec.sleep(1).isSlow(3, offset)))
                .isEmpty();
    }
}
