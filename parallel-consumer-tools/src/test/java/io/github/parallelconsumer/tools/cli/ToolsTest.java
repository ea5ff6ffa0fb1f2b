package io.github.parallelconsumer.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void execute_noSubcommand_printsUsage() {
        assertThat(execute()).isZero();

        assertThat(out.toString()).contains("Usage:", "redrive", "Exit status");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--dry-run                                | '--topic=TOPIC'",
                "--topic x                                | --bootstrap-servers is '': name the cluster as host:port",
                "--topic x --max-redrives 0               | --max-redrives is '0': give a whole number of at least 1",
                "--topic x --source-partition first       | 'first' is not an int",
                "--topic x --since yesterday              | 'yesterday'",
                "--topic x --property a                   | --property",
                "--topic x --command-config no-such-file  | --command-config is 'no-such-file': it cannot be read",
                "--topic x --topics y                     | '--topics'",
            })
    void execute_wrongOption_namesItInOneLine(String options, String expected) {
        var status = execute(("redrive " + options).split(" "));

        assertThat(status).isEqualTo(ExitStatus.WRONG_OPTIONS);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(expected);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void execute_badBootstrapServers_saysSoInOneLine() {
        assertThat(execute("redrive", "--topic", "x", "--bootstrap-servers", "no-port"))
                .isEqualTo(ExitStatus.FAILED);

        assertThat(err.toString().lines()).singleElement().asString().startsWith("redrive: a Kafka property is wrong:");
    }

    @Test
    void execute_propertiesInFileAndOption_optionComesFirst(@TempDir Path directory) throws IOException {
        var file = Files.writeString(
                directory.resolve("client.properties"), "bootstrap.servers=no-port\nsecurity.protocol=NONSENSE\n");

        assertThat(execute(
                        "redrive",
                        "--topic",
                        "x",
                        "--command-config",
                        file.toString(),
                        "--property",
                        "security.protocol=OTHER_NONSENSE"))
                .isEqualTo(ExitStatus.FAILED);

        assertThat(err.toString()).contains("OTHER_NONSENSE");
    }

    private int execute(String... args) {
        return Tools.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
