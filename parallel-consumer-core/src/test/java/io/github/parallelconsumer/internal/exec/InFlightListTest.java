package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A linked list through the records, against a sorted map. */
class InFlightListTest {
    private final AssignmentToken token = Exec.token();
    private final InFlightList list = new InFlightList();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void addAndRemove_atRandom_agreesWithAModel(long seed) {
        var random = new Random(seed);
        var model = new TreeMap<Long, InFlightRecord>();
        for (long offset = 0; offset < 5_000; offset++) {
            if (model.isEmpty() || random.nextInt(100) < 34) {
                var newer = new InFlightList();
                for (int count = random.nextInt(3); count >= 0; count--) {
                    var record = Exec.record(token, offset);
                    newer.add(record);
                    model.put(offset, record);
                    offset += count > 0 ? 1 : 0;
                }
                list.addAll(newer);
            } else {
                long near = random.nextLong(model.lastKey() + 1);
                var gone = model.ceilingEntry(near).getValue();
                model.remove(gone.sequence());
                assertThat(list.remove(gone)).isTrue();
                assertThat(list.remove(gone)).isFalse();
            }
            if (random.nextInt(3) == 0) { // not each time: a look takes out a first record that was removed
                assertThat(list.isEmpty()).isEqualTo(model.isEmpty());
                assertThat(list.first())
                        .as("seed %d", seed)
                        .isSameAs(model.isEmpty() ? null : model.firstEntry().getValue());
            }
        }
        assertThat(all()).as("seed %d", seed).containsExactlyElementsOf(model.values());
    }

    @Test
    void forEach_actionRemovesWhatItIsShown_showsEachOnce() {
        for (int i = 0; i < 5; i++) {
            list.add(Exec.record(token, i));
        }
        var shown = new ArrayList<Long>();
        list.forEach(record -> {
            shown.add(record.sequence());
            list.remove(record);
        });
        assertThat(shown).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void remove_eachWhileShown_leavesNoLinkBehind() {
        var records = new ArrayList<InFlightRecord>();
        for (int i = 0; i < 5; i++) {
            records.add(Exec.record(token, i));
        }
        records.forEach(list::add);
        list.forEach(list::remove);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.listPrevious).isNull();
            assertThat(record.listNext).isNull();
            assertThat(record.listed).isFalse();
        });
    }

    private List<InFlightRecord> all() {
        var all = new ArrayList<InFlightRecord>();
        list.forEach(all::add);
        return all;
    }
}
