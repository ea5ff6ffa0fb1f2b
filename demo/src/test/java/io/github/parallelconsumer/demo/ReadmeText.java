package io.github.parallelconsumer.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What README.md tells its readers to copy. Immutable. */
final class ReadmeText {

    private final String text;

    private ReadmeText(String text) {
        this.text = text;
    }

    static ReadmeText read() throws IOException {
        return new ReadmeText(Files.readString(Path.of("..", "README.md")));
    }

    /** The example program. */
    String program() {
        return block("java");
    }

    /** The dependency of a user's project. */
    String dependency() {
        return block("xml");
    }

    private String block(String language) {
        var blocks = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
        if (blocks.size() != 1) {
            throw new AssertionError("README.md has " + blocks.size() + " blocks of " + language + ", not one");
        }
        return blocks.getFirst();
    }
}
