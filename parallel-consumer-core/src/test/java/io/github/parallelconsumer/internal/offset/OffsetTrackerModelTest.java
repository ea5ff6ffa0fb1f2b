package io.github.parallelconsumer.internal.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the tracker with the plainest thing that is right: a sorted set of the unfinished offsets. */
class OffsetTrackerModelTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 4_000;

    /** Which of the unfinished records finishes next. */
    enum Finish {
        OLDEST,
        NEWEST,
        ANY,
        ANY_BUT_THE_OLDEST,
        NEARLY_IN_ORDER;

        int pick(int size, Random random) {
            return switch (this) {
                case OLDEST -> 0;
                case NEWEST -> size - 1;
                case ANY -> random.nextInt(size);
                case ANY_BUT_THE_OLDEST -> size == 1 ? 0 : 1 + random.nextInt(size - 1);
                case NEARLY_IN_ORDER -> random.nextInt(Math.min(size, 20));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void watermarkAndCounts_randomOrder_agreeWithTreeSet(Finish finish) {
        for (long seed = 0; seed < SEEDS; seed++) {
            new Model(finish, seed).run();
        }
    }

    private static final class Model {
        private final Finish finish;
        private final long seed;
        private final Random random;
        private final OffsetTracker tracker = new OffsetTracker();
        private final TreeSet<Long> unfinished = new TreeSet<>();
        private final List<Long> open = new ArrayList<>();
        private final List<Long> offsets = new ArrayList<>();
        private long nextOffset;

        Model(Finish finish, long seed) {
            this.finish = finish;
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            int limit = 8;
            for (int step = 0; step < STEPS; step++) {
                // Long phases at one level, so that the window grows over several sizes and shrinks again.
                if (random.nextInt(STEPS / 5) == 0) {
                    limit = 1 << random.nextInt(10);
                }
                if (open.isEmpty() || (open.size() < limit && random.nextBoolean())) {
                    accept();
                } else {
                    complete(finish.pick(open.size(), random));
                }
                check(step);
            }
            while (!open.isEmpty()) {
                complete(random.nextInt(open.size()));
            }
            check(STEPS);
        }

        /** Alone, or together with those that follow it without a gap. */
        private void accept() {
            nextOffset += gap();
            int count = random.nextInt(4) > 0 ? 1 : 1 + random.nextInt(200);
            long first = count == 1 ? tracker.accept(nextOffset) : tracker.accept(nextOffset, count);
            assertThat(first).as("%s, seed %d", finish, seed).isEqualTo(offsets.size());
            for (int i = 0; i < count; i++) {
                open.add(first + i);
                offsets.add(nextOffset);
                unfinished.add(nextOffset);
                nextOffset++;
            }
        }

        /** Mostly none; else anything up to 2^40, as transaction markers and compaction leave them. */
        private long gap() {
            return random.nextInt(4) > 0 ? 0 : random.nextLong(1L << random.nextInt(1, 41));
        }

        /** Alone, or together with those that follow it without a gap. */
        private void complete(int index) {
            long first = open.get(index);
            int most = random.nextBoolean() ? 1 : 1 + random.nextInt(200);
            int count = 0;
            while (count < most && index < open.size() && open.get(index) == first + count) {
                unfinished.remove(offsets.get((int) first + count));
                open.remove(index);
                count++;
            }
            if (count == 1) {
                tracker.complete(first);
            } else {
                tracker.complete(first, count);
            }
        }

        private void check(int step) {
            String where = finish + ", seed " + seed + ", step " + step;
            long lowest = unfinished.isEmpty() ? nextOffset : unfinished.first();
            long span = open.isEmpty() ? 0 : offsets.size() - open.getFirst();
            if (tracker.watermark(nextOffset) != lowest || tracker.span() != span) {
                assertThat(tracker.watermark(nextOffset))
                        .as("watermark: " + where)
                        .isEqualTo(lowest);
                assertThat(tracker.span()).as("span: " + where).isEqualTo(span);
            }
            if (tracker.incomplete() != open.size() || tracker.finishedAboveWatermark() != span - open.size()) {
                assertThat(tracker.incomplete()).as("incomplete: " + where).isEqualTo(open.size());
                assertThat(tracker.finishedAboveWatermark())
                        .as("finished above: " + where)
                        .isEqualTo(span - open.size());
            }
            assertThat(tracker.allFinished()).as("all finished: " + where).isEqualTo(open.isEmpty());
        }
    }
}
