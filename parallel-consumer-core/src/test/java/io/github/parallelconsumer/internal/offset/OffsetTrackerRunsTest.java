package io.github.parallelconsumer.internal.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tracker tells an offset map of its window, against a map from offset to finished. */
class OffsetTrackerRunsTest {

    private static final int SEEDS = 50;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void addTo_randomOrderAndGaps_agreesWithModel(int gap) {
        for (long seed = 0; seed < SEEDS; seed++) {
            agrees(new Random(seed), gap, "seed " + seed);
        }
    }

    private static void agrees(Random random, int gap, String seed) {
        var tracker = new OffsetTracker();
        var finished = new TreeMap<Long, Boolean>();
        var offsets = new ArrayList<Long>();
        var open = new ArrayList<Long>();
        long next = random.nextInt(100);
        for (int step = 0; step < 2_000; step++) {
            if (open.isEmpty() || random.nextInt(100) < 55) {
                open.add(tracker.accept(next));
                offsets.add(next);
                finished.put(next, false);
                next += 1 + (random.nextInt(10) == 0 ? random.nextInt(gap) : 0);
            } else {
                int picked = random.nextInt(4) == 0 ? 0 : random.nextInt(open.size());
                long sequence = open.remove(picked);
                tracker.complete(sequence);
                finished.put(offsets.get((int) sequence), true);
            }
            if (step % 97 == 0) {
                compare(tracker, finished, next, seed);
            }
        }
    }

    private static void compare(OffsetTracker tracker, NavigableMap<Long, Boolean> finished, long next, String seed) {
        long base = tracker.watermark(next);
        var builder = new OffsetRunsBuilder(base, Integer.MAX_VALUE, 0);
        tracker.addTo(builder);
        var runs = builder.build();

        long newest = finished.tailMap(base).entrySet().stream()
                .filter(entry -> entry.getValue())
                .mapToLong(entry -> entry.getKey())
                .max()
                .orElse(base - 1);
        assertThat(runs.highest()).as(seed).isEqualTo(newest);
        for (long offset = base; offset <= newest; offset++) {
            if (runs.isFinished(offset) != finished.getOrDefault(offset, true)) { // asserting each would take long
                fail(seed + ": offset " + offset);
            }
        }
    }

    @Test
    void addTo_hugeGaps_areFinished() {
        var tracker = new OffsetTracker();
        tracker.accept(5);
        tracker.complete(tracker.accept(1L << 20));
        tracker.accept(1L << 40);
        tracker.complete(tracker.accept(1L << 41));
        var builder = OffsetMapCodec.builder(5, 4_096);

        tracker.addTo(builder);

        var runs = builder.build();
        assertThat(runs.length()).isEqualTo(Integer.MAX_VALUE);
        assertThat(runs.isFinished(5)).isFalse();
        assertThat(runs.isFinished(6)).isTrue();
        assertThat(runs.isFinished(1L << 40)).isFalse();
    }

    @Test
    void addTo_builderThatIsFull_addsNoMore() {
        var tracker = new OffsetTracker();
        for (int i = 0; i < 100_000; i++) {
            long sequence = tracker.accept(2L * i);
            if (i % 2 == 1) {
                tracker.complete(sequence);
            }
        }
        var builder = new OffsetRunsBuilder(0, 10, 50);

        tracker.addTo(builder);

        assertThat(builder.full()).isTrue();
        assertThat(builder.build().length()).isBetween(50, 60);
    }
}
