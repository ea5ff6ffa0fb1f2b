package io.github.parallelconsumer.bench.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in columns: the first to the left, the others to the right. Confined to one thread. */
final class Table {

    private final List<String[]> lines = new ArrayList<>();

    Table(String... headings) {
        lines.add(headings);
    }

    /** Adds a line with as many cells as there are headings. */
    void add(String... cells) {
        if (cells.length != lines.getFirst().length) {
            throw new IllegalArgumentException(Arrays.toString(cells) + " under " + Arrays.toString(lines.getFirst()));
        }
        lines.add(cells);
    }

    /** The text, each line with its line end. */
    String text() {
        int[] widths = new int[lines.getFirst().length];
        for (String[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        var text = new StringBuilder();
        for (String[] line : lines) {
            text.append(line[0]).repeat(' ', widths[0] - line[0].length());
            for (int i = 1; i < line.length; i++) {
                text.repeat(' ', widths[i] - line[i].length() + 2).append(line[i]);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
