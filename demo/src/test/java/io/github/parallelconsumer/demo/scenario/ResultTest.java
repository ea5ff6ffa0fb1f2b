package io.github.parallelconsumer.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {

    @Test
    void result_nothingBroken_holds() {
        var result = new Result("crash", List.of(), "all is well.", Map.of("lost", 0));

        assertThat(result.exitStatus()).isEqualTo(ExitStatus.OK);
        assertThat(result.verdict()).isEqualTo("HOLDS: all is well.");
        assertThat(result.json()).isEqualTo("{\"scenario\":\"crash\",\"holds\":true,\"lost\":0}");
    }

    @Test
    void result_somethingBroken_saysWhatAndFails() {
        var result = new Result("crash", List.of("1 was lost", "2 came twice"), "all is well.", Map.of("lost", 1));

        assertThat(result.exitStatus()).isEqualTo(ExitStatus.FAILED);
        assertThat(result.verdict()).isEqualTo("BROKEN: 1 was lost; 2 came twice.");
        assertThat(result.json()).isEqualTo("{\"scenario\":\"crash\",\"holds\":false,\"lost\":1}");
    }
}
