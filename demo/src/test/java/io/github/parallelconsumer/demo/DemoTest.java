package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.tools.cli.ExitStatus;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void execute_help_printsUsage() {
        assertThat(execute("--help")).isZero();

        assertThat(out.toString())
                .contains("Usage:", "Without a command", "--port", "scenario", "verify", "redrive", "Exit status");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void viewer_bind_isTheLoopbackInterfaceUnlessGiven() {
        var bind = new CommandLine(new ViewerCommand()).getCommandSpec().findOption("--bind");

        assertThat(bind.defaultValue()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "verify --records 0               | --records is '0': give a whole number from 1 to 100000000",
                "verify --records many            | '--records': 'many' is not an int",
                "verify --partitions 0            | --partitions is '0': give a whole number from 1 to 1000",
                "verify --keys -1                 | --keys is '-1': give a whole number from 1 to 100000000",
                "verify --concurrency 0           | --concurrency is '0': give a whole number from 1 to 1000000",
                "verify --handler-millis -1       | --handler-millis is '-1': give a whole number from 0 to 600000",
                "verify --ordering random         | --ordering is 'random': give unordered, key or partition",
                "verify --recods 5                | '--recods'",
                "broker --port 0                  | --port is '0': give a whole number from 1 to 65534",
                "broker --nodes 0                 | --nodes is '0': give a whole number from 1 to 9",
                "producer --rate -1               | --rate is '-1': give a whole number from 0 to 1000000",
                "producer --skew 101              | --skew is '101': give a whole number from 0 to 100",
                "producer --size 0                | --size is '0': give a whole number from 1 to 500000",
                "producer --count 0               | --count is '0': give a whole number from 1 on",
                "producer --viewer nowhere        | --viewer is 'nowhere': give its address",
                "consumer --concurrency 0         | --concurrency is '0': give a whole number from 1 to 1000000",
                "consumer --handler-random 20     | --handler-random is '20': give two times in milliseconds, such as 20..200",
                "consumer --handler-random 9..3   | --handler-random is '9..3': give two times",
                "consumer --failure-percent 101   | --failure-percent is '101': give a whole number from 0 to 100",
                "consumer --attempts 0            | --attempts is '0': give a whole number from 1 to 1000000",
                "consumer --group-protocol new    | --group-protocol is 'new': give consumer or classic",
                "consumer --name a+b              | --name is 'a+b': give up to 60 letters",
                "scenario crash --concurrency 1   | --concurrency is '1': give more than there are --partitions",
                "scenario crash --keys 1          | --keys is '1': give more",
                "consumer --viewer ftp://x        | --viewer is 'ftp://x': give its address, such as http://localhost:8081",
                "viewer --bind 192.0.2.1          | --bind is '192.0.2.1': give an address of this machine",
                "viewer --bind no.host.invalid    | --bind is 'no.host.invalid': give an address of this machine",
            })
    void execute_wrongOption_namesItInOneLine(String command, String expected) {
        var status = execute(command.split(" "));

        assertThat(status).isEqualTo(ExitStatus.WRONG_OPTIONS);
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(expected);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-port", "localhost:1:1", "no.such.host.invalid:9092", ""})
    void execute_badBootstrapServers_namesThemInOneLine(String servers) {
        var status = execute("verify", "--bootstrap-servers", servers);

        assertThat(status).isEqualTo(ExitStatus.NO_KAFKA);
        assertThat(err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("--bootstrap-servers is '" + servers + "'", "give host:port");
    }

    @Test
    void line_textOfSeveralLines_isTheFirst() {
        assertThat(OneLineErrors.line("Node 1 ended. Last lines of its log:\njava.lang.Error\n\tat x"))
                .isEqualTo("Node 1 ended.");
        assertThat(OneLineErrors.line("")).isEmpty();
    }

    private int execute(String... args) {
        return Demo.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
