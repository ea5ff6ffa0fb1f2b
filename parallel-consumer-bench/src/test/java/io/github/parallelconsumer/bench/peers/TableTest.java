package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void text_cellsOfDifferentWidths_alignsFirstColumnLeftAndOthersRight() {
        var table = new Table("row", "a", "bbb");
        table.add("x", "100", "2");
        assertThat(table.text()).isEqualTo("""
                row    a  bbb
                x    100    2
                """);
    }

    @Test
    void add_tooFewCells_isRefused() {
        var table = new Table("row", "a");
        assertThatIllegalArgumentException().isThrownBy(() -> table.add("x"));
    }
}
