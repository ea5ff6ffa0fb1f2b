package io.github.parallelconsumer.internal.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.OffsetStrip;
import io.github.parallelconsumer.api.OffsetStrip.Run;
import io.github.parallelconsumer.api.OffsetStrip.State;
import io.github.parallelconsumer.internal.exec.AssignmentToken;
import io.github.parallelconsumer.internal.exec.InFlightList;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strips of records that wait, against a map from offset to state. */
class StripPainterTest {

    private final PartitionOffsets offsets = new PartitionOffsets();
    private final InFlightList inFlight = new InFlightList();
    private final List<InFlightRecord> open = new ArrayList<>();
    private final TreeMap<Long, State> model = new TreeMap<>();
    private final AssignmentToken token = new AssignmentToken(new TopicPartition("t", 0), 1);
    private long next;

    @ParameterizedTest
    @CsvSource({"300, 1, 3", "3_000, 1, 3", "3_000, 100, 10", "20_000, 5, 2", "500, 1099511627776, 5"})
    void paint_randomOrderAndGaps_agreesWithModel(int records, long gap, int oneIn) {
        for (long seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var test = new StripPainterTest();
            test.next = random.nextInt(1_000);
            long begin = random.nextBoolean() ? -1 : test.next - random.nextInt((int) test.next + 1);
            for (int i = 0; i < records; i++) {
                test.deliver(test.next + (random.nextInt(oneIn) == 0 ? random.nextLong(gap) : 0));
                if (random.nextInt(3) > 0 && !test.open.isEmpty()) {
                    var picked = test.open.get(random.nextInt(test.open.size()));
                    if (random.nextInt(20) == 0) {
                        test.drop(picked);
                    } else {
                        test.finish(picked);
                    }
                }
            }
            test.agrees(begin, "seed " + seed);
        }
    }

    @Test
    void paint_aMillionOffsets_isTwoThousandCells() {
        for (int i = 0; i < 1_000_000; i++) {
            deliver(i);
        }
        for (var record : open) {
            if (record.raw().offset() % 500_000 != 0) {
                end(record);
            }
        }

        var strip = paint(-1);
        assertThat(strip.offsetsPerCell()).isEqualTo(500);
        assertThat(strip.runs())
                .containsExactly(
                        new Run(State.WAITING, 1),
                        new Run(State.FINISHED, 999),
                        new Run(State.WAITING, 1),
                        new Run(State.FINISHED, 999));
    }

    @Test
    void paint_hugeGap_isDrawnToScale() {
        deliver(0);
        deliver(1L << 40);
        finish(open.get(0));

        var strip = paint(-1);
        assertThat(strip.firstOffset()).isEqualTo(1L << 40);
        deliver(1L << 41);
        assertThat(paint(0).runs())
                .containsExactly(
                        new Run(State.TO_COMMIT, 999),
                        new Run(State.WAITING, 1),
                        new Run(State.GAP, 999),
                        new Run(State.WAITING, 1));
    }

    @Test
    void paint_beforeTheFirstPoll_isNothing() {
        assertThat(new StripPainter(offsets, inFlight).paint(7, 0)).isEmpty();
    }

    @Test
    void paint_allCommitted_hasNoCells() {
        deliver(0);
        finish(open.get(0));

        assertThat(paint(1).runs()).isEmpty();
    }

    private void deliver(long offset) {
        var record =
                new InFlightRecord(new ConsumerRecord<>("t", 0, offset, null, null), token, offsets.accept(offset, 1));
        inFlight.add(record);
        open.add(record);
        model.put(offset, State.WAITING);
        next = offset + 1;
    }

    private void finish(InFlightRecord record) {
        open.remove(record);
        end(record);
    }

    /** It ends unfinished, as when its partition is given up. */
    private void drop(InFlightRecord record) {
        open.remove(record);
        inFlight.remove(record);
    }

    private void end(InFlightRecord record) {
        inFlight.remove(record);
        offsets.complete(record.sequence());
        model.put(record.raw().offset(), State.FINISHED);
    }

    private OffsetStrip paint(long begin) {
        offsets.polledUpTo(new OffsetAndMetadata(next));
        return new StripPainter(offsets, inFlight).paint(begin, 0).orElseThrow();
    }

    /** Every cell shows the last state, in their order, of its offsets. */
    private void agrees(long begin, String seed) {
        var strip = paint(begin);
        long watermark = offsets.watermark();
        long first = begin < 0 ? watermark : begin;
        assertThat(strip.firstOffset()).as(seed).isEqualTo(first);
        var cells = strip.runs().stream()
                .flatMap(run -> Collections.nCopies(run.cells(), run.state()).stream())
                .toList();
        assertThat(cells.size()).as(seed).isLessThanOrEqualTo(OffsetStrip.MOST_CELLS);
        assertThat(cells.size() * strip.offsetsPerCell()).as(seed).isGreaterThanOrEqualTo(next - first);
        var expected = new ArrayList<State>();
        for (long from = first; from < next; from += strip.offsetsPerCell()) {
            var shown = from < watermark ? State.TO_COMMIT : State.GAP;
            long above = Math.max(from, watermark);
            long to = from + strip.offsetsPerCell();
            var most = above >= to
                    ? shown
                    : model.subMap(above, to).values().stream().reduce(shown, StripPainterTest::later);
            expected.add(most);
        }
        assertThat(cells).as(seed).isEqualTo(expected);
    }

    private static State later(State one, State other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
