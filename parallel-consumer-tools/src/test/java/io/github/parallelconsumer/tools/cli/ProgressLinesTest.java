package io.github.parallelconsumer.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private final List<String> lines = new ArrayList<>();
    private final ProgressLines progress = new ProgressLines("Looked at", "offsets", lines::add);

    @Test
    void progressed_manyTimes_isALineForEachTenth() {
        for (int done = 0; done <= 1_000; done++) {
            progress.progressed(done, 1_000);
        }

        assertThat(lines)
                .hasSize(10)
                .startsWith("Looked at 100 of 1000 offsets.", "Looked at 200 of 1000 offsets.")
                .endsWith("Looked at 1000 of 1000 offsets.");
    }

    @Test
    void progressed_severalTenthsAtOnce_isOneLine() {
        progress.progressed(35, 100);
        progress.progressed(36, 100);

        assertThat(lines).containsExactly("Looked at 35 of 100 offsets.");
    }
}
