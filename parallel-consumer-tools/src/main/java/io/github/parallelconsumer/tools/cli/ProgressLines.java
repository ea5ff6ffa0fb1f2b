package io.github.parallelconsumer.tools.cli;

import java.util.function.Consumer;

/** A line each time that another tenth is done. Confined to the main thread. */
final class ProgressLines implements ProgressDisplay {

    private static final int TENTHS = 10;

    private final Consumer<String> lines;
    private long told;

    ProgressLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void progressed(long done, long total) {
        var tenths = total == 0 ? 0 : done * TENTHS / total;
        if (tenths > told) {
            told = tenths;
            lines.accept("Looked at " + done + " of " + total + " offsets.");
        }
    }

    @Override
    public void close() {}
}
