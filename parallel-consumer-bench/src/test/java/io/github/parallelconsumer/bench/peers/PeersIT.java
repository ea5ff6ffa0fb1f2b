package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of contender runs and is reported; what it measures in so short a time means nothing. */
@Tag("ci")
class PeersIT {

    @TempDir
    private Path directory;

    @Test
    void peers_oneRowWithAllKindsOfContenders_measuresEach() throws IOException {
        var contenders = "bare,unordered,unordered-consumer-protocol,confluent-unordered,loop,spring,share";
        assertThat(PeersRun.run(
                        "--only",
                        "0ms-1000",
                        "--contenders",
                        contenders,
                        "--rounds",
                        "1",
                        "--warm-up",
                        "0.1",
                        "--window",
                        "0.2",
                        "--records",
                        "100000",
                        "--out",
                        directory.toString()))
                .isZero();
        var file = PeersRun.written(directory);
        assertThat(file.runs()).extracting(Run::contender).containsExactlyInAnyOrder(contenders.split(",", -1));
        assertThat(file.runs()).allSatisfy(run -> {
            assertThat(run.failure()).isNull();
            var measured = Objects.requireNonNull(run.measured());
            assertThat(measured.figures()).containsKeys(Metric.RECORDS_PER_SECOND, Metric.BYTES_PER_RECORD);
            boolean older = run.contender().startsWith("confluent");
            assertThat(measured.kafkaClients().equals(Versions.all().get("Apache Kafka")))
                    .as("%s ran with client %s", run.contender(), measured.kafkaClients())
                    .isEqualTo(!older);
        });
    }

    @Test
    void peers_unknownRow_endsWithOneLine() {
        var errors = new StringWriter();
        int status = OneLineErrors.commandLine(new Peers())
                .setErr(new PrintWriter(errors))
                .execute("--only", "slow");
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .startsWith("peers: --only is 'slow': the rows are ");
    }
}
