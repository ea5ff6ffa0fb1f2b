package io.github.parallelconsumer.internal.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetRunsTest {

    private final OffsetRuns runs = OffsetMapCodecTest.runs(10, 29, List.of(10L, 15L, 16L, 20L));

    @Test
    void isFinished_anyOffset_isSoOnlyWithinTheRange() {
        assertThat(runs.isFinished(9)).isFalse();
        assertThat(runs.isFinished(10)).isFalse();
        assertThat(runs.isFinished(11)).isTrue();
        assertThat(runs.isFinished(16)).isFalse();
        assertThat(runs.isFinished(29)).isTrue();
        assertThat(runs.isFinished(30)).isFalse();
        assertThat(runs.isFinished(Long.MAX_VALUE)).isFalse();
        assertThat(OffsetRuns.NONE.isFinished(0)).isFalse();
    }

    @Test
    void firstUnfinished_anyOffset_isTheNextOneNotKnownToBeFinished() {
        assertThat(runs.firstUnfinished(9)).isEqualTo(9);
        assertThat(runs.firstUnfinished(11)).isEqualTo(15);
        assertThat(runs.firstUnfinished(16)).isEqualTo(16);
        assertThat(runs.firstUnfinished(21)).isEqualTo(30);
        assertThat(runs.firstUnfinished(31)).isEqualTo(31);
    }

    @Test
    void addTo_fromACoveredOffset_addsWhatIsKnownFromThereOn() {
        for (long from = 5; from < 35; from++) {
            var builder = new OffsetRunsBuilder(0, 100, 0);
            builder.unfinished(0, from);
            runs.addTo(builder, from);
            var all = builder.build();
            assertThat(all.highest()).isEqualTo(from < 10 || from > 29 ? -1 : 29);
            for (long offset = from; offset <= all.highest(); offset++) {
                assertThat(all.isFinished(offset)).as(from + ": " + offset).isEqualTo(runs.isFinished(offset));
            }
        }
    }
}
