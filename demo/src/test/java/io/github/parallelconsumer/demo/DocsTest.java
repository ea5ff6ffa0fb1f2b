package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every block of commands in the documents says what is to be done with it, and would run. */
class DocsTest {

    static final List<String> DOCUMENTS = List.of("README.md", "DEMO.md");

    /** Of a file or a picture, without the place in it. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)");

    static Stream<DocBlock> blocks() throws IOException {
        var blocks = Stream.<DocBlock>builder();
        for (var document : DOCUMENTS) {
            DocText.read(document).blocks().forEach(blocks);
        }
        return blocks.build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "DEMO.md"})
    void document_itsBlocks_sayWhatIsToBeDoneWithThem(String document) throws IOException {
        var text = DocText.read(document);

        assertThat(text.problems()).isEmpty();
        assertThat(text.blocks()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "DEMO.md"})
    void document_itsLinks_leadToFilesOfTheProject(String document) throws IOException {
        var files = LINK.matcher(Files.readString(DocText.PROJECT.resolve(document)))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"));

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(DocText.PROJECT.resolve(file)).exists());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void block_itsCommands_exist(DocBlock block) throws Exception {
        assertThat(DocCheck.problems(block.script())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"```bash", "```", "```sh", "```console", "```bash later", "```bash run=s", "```shell run"})
    void of_blockThatDoesNotSay_isAProblem(String fence) {
        var text = DocText.of("doc.md", List.of("# Title", fence, "java -version", "```"));

        assertThat(text.problems()).singleElement().asString().startsWith("doc.md:2: '" + fence.substring(3) + "'");
    }

    @Test
    void of_indentedBlock_isAProblem() {
        var text = DocText.of("doc.md", List.of("Type this:", "", "    ./mvnw verify", "", "* a list", "    goes on"));

        assertThat(text.problems()).singleElement().asString().startsWith("doc.md:3");
    }

    @Test
    void of_taggedBlocks_areTakenWithTheirSections() {
        var text = DocText.of(
                "doc.md",
                List.of(
                        "## One",
                        "```bash run=5s says=\"It runs\"",
                        "a \\",
                        " b",
                        "```",
                        "```java",
                        "x",
                        "```",
                        "```bash parse",
                        "c",
                        "```"));

        assertThat(text.problems()).isEmpty();
        assertThat(text.blocks())
                .extracting(DocBlock::kind)
                .containsExactly(DocBlock.Kind.RUN_FOR, DocBlock.Kind.PARSE);
        assertThat(text.blocks()).extracting(DocBlock::script).containsExactly("a \\\n b\n", "c\n");
        assertThat(text.blocks().getFirst().says()).isEqualTo("It runs");
        assertThat(text.blocks().getFirst().duration()).hasSeconds(5);
        assertThat(text.blocks().getFirst().section()).isEqualTo("doc.md ## One");
    }

    @Test
    void of_pipesSettingsAndComments_areSeparateCommands() {
        assertThat(DocCommand.of("# why\nA_B=1 x 'y z' 2>/dev/null | tail -n 1 # last\nu && v \\\n  --w\n"))
                .containsExactly(List.of("x", "y z"), List.of("tail", "-n", "1"), List.of("u"), List.of("v", "--w"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./mvnw --no-such-option verify",
                "./mvnw verfiy",
                "java -jar demo/target/parallel-consumer-demo.jar verify --recods 5",
                "java -jar demo/target/parallel-consumer-demo.jar verfy",
                "java -jar demo/target/other.jar",
                "java -jar parallel-consumer-tools/target/parallel-consumer-tools.jar redrive --dry-run",
                "docker compose upp",
                "docker compose logs no-such-service",
                "rm -r something",
                "for",
            })
    void problems_commandThatWouldNotRun_isOne(String script) throws Exception {
        assertThat(DocCheck.problems(script)).isNotEmpty();
    }
}
