package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlternationTest {

    @Test
    void turn_laterRounds_beginWithAnotherContender() {
        var row = Rows.named(List.of(Rows.NOTHING)).getFirst().with(List.of("bare", "key", "loop"));
        assertThat(Alternation.turn(row, 1)).containsExactly("bare", "key", "loop");
        assertThat(Alternation.turn(row, 2)).containsExactly("loop", "bare", "key");
        assertThat(Alternation.turn(row, 4)).containsExactly("bare", "key", "loop");
    }
}
