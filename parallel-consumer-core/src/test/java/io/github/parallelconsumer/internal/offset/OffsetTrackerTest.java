package io.github.parallelconsumer.internal.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTrackerTest {
    private final OffsetTracker tracker = new OffsetTracker();

    @Test
    void watermark_nothingAccepted_isNextOffset() {
        assertThat(tracker.watermark(42)).isEqualTo(42);
        assertThat(tracker.allFinished()).isTrue();
        assertThat(tracker.span()).isZero();
        assertThat(tracker.incomplete()).isZero();
        assertThat(tracker.finishedAboveWatermark()).isZero();
    }

    @Test
    void watermark_laterOnesFinishedFirst_staysAtTheLowestUnfinished() {
        long first = tracker.accept(100);
        long second = tracker.accept(1L << 40);
        long third = tracker.accept((1L << 41) + 1);

        tracker.complete(second);
        assertThat(tracker.watermark(-1)).isEqualTo(100);
        assertThat(tracker.span()).isEqualTo(3);
        assertThat(tracker.incomplete()).isEqualTo(2);
        assertThat(tracker.finishedAboveWatermark()).isOne();

        tracker.complete(first);
        assertThat(tracker.watermark(-1)).isEqualTo((1L << 41) + 1);
        assertThat(tracker.span()).isOne();
        assertThat(tracker.finishedAboveWatermark()).isZero();

        tracker.complete(third);
        assertThat(tracker.watermark((1L << 41) + 7)).isEqualTo((1L << 41) + 7);
    }

    @Test
    void watermark_offsetsAtBothEndsOfLong_areKeptApart() {
        tracker.complete(tracker.accept(0));
        tracker.accept(Long.MAX_VALUE - 1);
        tracker.accept(Long.MAX_VALUE);
        tracker.complete(1);
        assertThat(tracker.watermark(-1)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 9, 0, -1, Long.MIN_VALUE})
    void accept_offsetNotAboveTheNewest_throwsNamingBoth(long offset) {
        tracker.complete(tracker.accept(10));
        assertThatThrownBy(() -> tracker.accept(offset))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(offset))
                .hasMessageContaining("10");
        assertThat(tracker.accept(11)).isOne();
    }

    @Test
    void complete_secondTime_throws() {
        tracker.accept(5);
        long above = tracker.accept(6);
        tracker.complete(above);
        assertThatThrownBy(() -> tracker.complete(above))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Sequence 1 completed twice");
        assertThat(tracker.finishedAboveWatermark()).isOne();
    }

    @Test
    void completeRange_oneOfThemASecondTime_throws() {
        for (long offset = 0; offset < 100; offset++) {
            tracker.accept(offset);
        }
        tracker.complete(70);
        assertThatThrownBy(() -> tracker.complete(60, 20))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("completed twice");
    }

    @Test
    void completeRange_moreThanAccepted_throws() {
        tracker.accept(5);
        assertThatThrownBy(() -> tracker.complete(0, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0 to 2");
    }

    @Test
    void complete_secondTimeBelowTheWatermark_throws() {
        tracker.complete(tracker.accept(5));
        tracker.accept(6);
        assertThatThrownBy(() -> tracker.complete(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Sequence 0 completed twice");
        assertThat(tracker.watermark(7)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 64, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void complete_neverAccepted_throws(long sequence) {
        tracker.accept(5);
        assertThatThrownBy(() -> tracker.complete(sequence))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Sequence " + sequence);
        assertThat(tracker.incomplete()).isOne();
    }

    @Test
    void capacity_stuckHeadUnderAMillion_growsAndReturnsOnceReleased() {
        long stuck = tracker.accept(7);
        for (long offset = 8; offset < 1_000_008; offset++) {
            tracker.complete(tracker.accept(offset));
        }
        assertThat(tracker.finishedAboveWatermark()).isEqualTo(1_000_000);
        assertThat(tracker.span()).isEqualTo(1_000_001);
        assertThat(tracker.watermark(1_000_008)).isEqualTo(7);
        assertThat(tracker.capacity()).isEqualTo(1 << 20);

        tracker.complete(stuck);
        assertThat(tracker.watermark(1_000_008)).isEqualTo(1_000_008);
        assertThat(tracker.capacity()).isLessThanOrEqualTo(OffsetTracker.LARGE_CAPACITY);

        acceptAndComplete(1_000_008, 8 * OffsetTracker.LARGE_CAPACITY);
        assertThat(tracker.capacity()).isEqualTo(OffsetTracker.MIN_CAPACITY);
    }

    @Test
    void capacity_headReleasedAboveHalfFinished_keepsWhatIsStillUnfinished() {
        for (long offset = 0; offset < 200_000; offset++) {
            tracker.accept(offset * 3);
        }
        for (long sequence = 1; sequence < 199_000; sequence++) {
            tracker.complete(sequence);
        }
        tracker.complete(199_500);
        tracker.complete(0);
        assertThat(tracker.capacity()).isLessThanOrEqualTo(OffsetTracker.LARGE_CAPACITY);
        assertThat(tracker.watermark(-1)).isEqualTo(199_000 * 3);
        assertThat(tracker.incomplete()).isEqualTo(999);

        for (long sequence = 199_000; sequence < 199_500; sequence++) {
            tracker.complete(sequence);
        }
        assertThat(tracker.watermark(-1)).isEqualTo(199_501 * 3);
    }

    @Test
    void capacity_windowFillsAndEmptiesWithEachPoll_doesNotFlap() {
        long offset = fillAndEmpty(0, 500);
        long settled = tracker.capacity();
        for (int poll = 0; poll < 1_000; poll++) {
            offset = fillAndEmpty(offset, 500);
            assertThat(tracker.capacity()).isEqualTo(settled);
        }
    }

    @Test
    void capacity_fewRecordsAtATimeAfterABurst_shrinksToTheLeast() {
        long offset = fillAndEmpty(0, 10_000);
        assertThat(tracker.capacity()).isEqualTo(16_384);
        acceptAndComplete(offset, 200_000);
        assertThat(tracker.capacity()).isEqualTo(OffsetTracker.MIN_CAPACITY);
    }

    private long fillAndEmpty(long offset, int records) {
        long first = tracker.accept(offset);
        for (int i = 1; i < records; i++) {
            tracker.accept(offset + i);
        }
        for (int i = records - 1; i >= 0; i--) {
            tracker.complete(first + i);
        }
        return offset + records;
    }

    private void acceptAndComplete(long offset, int records) {
        for (int i = 0; i < records; i++) {
            tracker.complete(tracker.accept(offset + i));
        }
    }
}
