package io.github.parallelconsumer.bench.peers;

import java.util.Collections;
import java.util.List;

/** Writes a page of Markdown. Confined to one thread. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String title) {
        text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
        return this;
    }

    Markdown paragraph(String words) {
        text.append(words).append("\n\n");
        return this;
    }

    Markdown list(List<String> items) {
        items.forEach(item -> text.append("* ").append(item).append('\n'));
        text.append('\n');
        return this;
    }

    /** A picture that lies beside the page. */
    Markdown picture(String alternative, String file) {
        return paragraph("![" + alternative + "](" + file + ")");
    }

    /** The first column is text, the others are figures. */
    Markdown table(List<String> headings, List<List<String>> lines) {
        line(headings);
        text.append("|---|")
                .append(String.join("|", Collections.nCopies(headings.size() - 1, "---:")))
                .append("|\n");
        lines.forEach(this::line);
        text.append('\n');
        return this;
    }

    private void line(List<String> cells) {
        text.append("| ");
        text.append(String.join(
                " | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()));
        text.append(" |\n");
    }

    String text() {
        return text.toString();
    }
}
