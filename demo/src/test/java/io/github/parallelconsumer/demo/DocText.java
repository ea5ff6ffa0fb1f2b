package io.github.parallelconsumer.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A document's blocks of commands, and what is wrong with its blocks. Confined to the test's thread. */
final class DocText {

    /** The folder of the whole project, where readers type the commands. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("```\\s*(.*?)\\s*");
    private static final Set<String> NO_COMMANDS = Set.of("java", "json", "properties", "text", "xml", "yaml");

    private final String name;
    private final List<DocBlock> blocks = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private String section = "";

    private DocText(String name) {
        this.name = name;
    }

    static DocText read(String name) throws IOException {
        return of(name, Files.readAllLines(PROJECT.resolve(name)));
    }

    static DocText of(String name, List<String> lines) {
        var doc = new DocText(name);
        int line = 0;
        while (line < lines.size()) {
            line = doc.take(lines, line);
        }
        return doc;
    }

    List<DocBlock> blocks() {
        return List.copyOf(blocks);
    }

    /** Blocks of which nobody can tell whether they are commands, or what to do with them. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Looks at one line, or at the block that begins there, and returns the number of the line after it. */
    private int take(List<String> lines, int start) {
        var line = lines.get(start);
        var fence = FENCE.matcher(line);
        if (fence.matches()) {
            return takeBlock(lines, start, fence.group(1));
        }
        if (line.startsWith("#")) {
            section = line;
        } else if (line.startsWith("~~~")) {
            problems.add(place(start) + ": begin a block with ``` instead");
        } else if (line.matches("(?: {4}|\t).*")
                && start > 0
                && lines.get(start - 1).isBlank()) {
            problems.add(place(start) + ": put an indented block between ``` lines, and name its language");
        }
        return start + 1;
    }

    private int takeBlock(List<String> lines, int start, String info) {
        int end = start + 1;
        while (end < lines.size() && !lines.get(end).equals("```")) {
            end++;
        }
        if (end == lines.size()) {
            problems.add(place(start) + ": the block has no end");
        }
        var language = info.split(" ", 2)[0];
        if (!NO_COMMANDS.contains(language)) {
            var script = String.join("\n", lines.subList(start + 1, end)) + "\n";
            var block = DocBlock.of(place(start), name + " " + section, info, script);
            if (block == null) {
                problems.add(
                        place(start) + ": '" + info + "': a block of commands begins with 'bash run', 'bash run=10s'"
                                + " or 'bash parse', another one names one of "
                                + NO_COMMANDS.stream().sorted().toList());
            } else {
                blocks.add(block);
            }
        }
        return end + 1;
    }

    private String place(int line) {
        return name + ":" + (line + 1);
    }
}
