package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

    private final ResultFile file = new ResultFile(
            "2026-01-02T03:04:05Z",
            "java -jar peers.jar --full",
            "a plan",
            new Machine("a processor", 2, 8_000, "Linux", "25"),
            Map.of("Apache Kafka", "4.4.0"),
            List.of(
                    run("bare", 1, 4_000_000),
                    run("key", 1, 2_800_000),
                    run("bare", 2, 4_200_000),
                    run("key", 2, 2_900_000),
                    Run.failed(Rows.NOTHING, "spring", 1, "no broker")));

    @Test
    void markdown_ofResults_hasFiguresTargetsAndFailures() {
        var page = new Report("2026-01-02", file).markdown();
        assertThat(page)
                .contains("# Benchmarks of 2026-01-02")
                .contains("java -jar peers.jar --full")
                .contains("| 0 ms: records/s against the bare loop | key | >= 0.60x | 0.70x | 0.69x - 0.70x | yes |")
                .contains("| 0 ms: records/s against the bare loop | partition | >= 0.90x | - | - | not measured |")
                .contains("![Handlers that do nothing, 1,000 at once](2026-01-02-0ms-1000.svg)")
                .contains("| key | 2,850,000 (2,800,000 - 2,900,000) | 0.70 |")
                .contains("* spring failed: no broker");
    }

    @Test
    void json_writtenAndRead_isTheSame() throws IOException {
        assertThat(ResultFile.parse(file.json())).isEqualTo(file);
    }

    @Test
    void read_somethingElse_saysSo(@TempDir Path directory) throws IOException {
        var other = Files.writeString(directory.resolve("other.json"), "{\"a\": 1}");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> ResultFile.read(other))
                .withMessageContaining("no results");
    }

    @Test
    void measured_lineWrittenAndRead_isTheSame() {
        var measured = Measured.here(Map.of(Metric.P99_MICROS, 12.5));
        assertThat(Measured.isIn(measured.line())).isTrue();
        assertThat(Measured.read(measured.line())).isEqualTo(measured);
        assertThat(measured.kafkaClients()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void svg_ofAChart_isWellFormedAndHasABarForEach() throws Exception {
        var chart = BarChart.of("Slow <& fast", file.results(), Rows.NOTHING, OptionalDouble.of(5_000_000))
                .orElseThrow();
        var document = parse(chart.svg());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("Slow <& fast");
        assertThat(chart.svg()).contains("prefers-color-scheme: dark");
    }

    @Test
    void write_intoADirectory_makesPagePictureAndJson(@TempDir Path directory) throws IOException {
        new ResultFiles(directory.resolve("new"), "2026-01-02").write(file);
        try (var files = Files.list(directory.resolve("new"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("2026-01-02.md", "2026-01-02.json", "2026-01-02-0ms-1000.svg");
        }
    }

    @Test
    void versions_ofTheBuild_areFilledIn() {
        assertThat(Versions.all())
                .containsKeys("Apache Kafka", "Confluent Parallel Consumer", "Spring Kafka")
                .allSatisfy((name, version) -> assertThat(version).matches("\\d+\\.\\d+.*"));
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static Run run(String contender, int round, double rate) {
        return Run.of(
                Rows.NOTHING, contender, round, new Measured("4.4.0", "25", Map.of(Metric.RECORDS_PER_SECOND, rate)));
    }
}
