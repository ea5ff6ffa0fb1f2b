package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ExitCode;

class EndingTest {

    private final List<String> errors = new ArrayList<>();

    @Test
    void tell_aRunFailed_saysWhyAndReturnsAnError() {
        var results = new Results(List.of(ResultsTest.run("bare", 1, 1), Run.failed("row", "key", 2, "no broker")));
        assertThat(Ending.tell(results, errors::add)).isEqualTo(ExitCode.SOFTWARE);
        assertThat(errors).containsExactly("row, key, round 2 failed: no broker");
    }

    @Test
    void tell_noneFailed_isSilent() {
        assertThat(Ending.tell(new Results(List.of(ResultsTest.run("bare", 1, 1))), errors::add))
                .isEqualTo(ExitCode.OK);
        assertThat(errors).isEmpty();
    }
}
