package io.github.parallelconsumer.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--minutes=0",
                "--minutes=x",
                "--nodes=2",
                "--rate=0",
                "--protocol=share",
                "--ordering=any",
                "--java-home=."
            })
    void execute_wrongOption_isOneLineThatNamesIt(String option) {
        var err = new StringWriter();
        var command = Faults.commandLine().setErr(new PrintWriter(err, true));

        assertThat(command.execute(option)).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains(option.substring(0, option.indexOf('=')));
    }
}
