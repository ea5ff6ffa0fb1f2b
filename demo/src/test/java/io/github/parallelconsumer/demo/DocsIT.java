package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.parallelconsumer.demo.DocBlock.Kind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types the commands of the documents, section by section, as their readers do. */
@Tag("ci")
class DocsIT {

    private static final int INTERRUPTED = 130;

    @TempDir
    private Path directory;

    private final DocPorts ports = new DocPorts();
    private final ArrayDeque<DocTerminal> terminals = new ArrayDeque<>();

    static List<List<DocBlock>> sections() throws Exception {
        return List.copyOf(DocsTest.blocks()
                .filter(block -> block.kind() != Kind.PARSE)
                .collect(Collectors.groupingBy(DocBlock::section, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    @AfterEach
    void closeTerminals() throws Exception {
        for (var terminal : terminals) {
            terminal.close();
        }
    }

    @ParameterizedTest
    @MethodSource("sections")
    void section_typedFromTopToBottom_works(List<DocBlock> section) throws Exception {
        for (var block : section) {
            var says = block.says() == null ? "" : block.says();
            assumeTrue(DocPorts.areFree(says), () -> "a port of this machine is in use: " + says);
            var terminal = DocTerminal.start(block.place(), ports.replaceIn(block.script()), directory);
            terminals.push(terminal);
            if (block.kind() == Kind.RUN) {
                assertThat(terminal.awaitExit()).as(terminal::toString).isZero();
            } else {
                leaveRunning(terminal, block);
            }
        }
        for (var terminal : terminals) {
            assertThat(terminal.interrupt()).as(terminal::toString).isIn(0, INTERRUPTED);
        }
    }

    private static void leaveRunning(DocTerminal terminal, DocBlock block) throws InterruptedException {
        var says = block.says();
        if (says != null) {
            terminal.awaitText(says);
            assertThat(terminal.output()).contains(says);
        }
        if (terminal.endsWithin(block.duration())) {
            assertThat(terminal.awaitExit()).as(terminal::toString).isZero();
        }
    }
}
