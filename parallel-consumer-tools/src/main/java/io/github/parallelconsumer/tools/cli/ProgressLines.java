package io.github.parallelconsumer.tools.cli;

import java.util.function.Consumer;

/** A line each time that another tenth is done. Confined to the main thread. */
final class ProgressLines implements ProgressDisplay {

    private static final int TENTHS = 10;

    private final String verb;
    private final String unit;
    private final Consumer<String> lines;
    private long told;

    ProgressLines(String verb, String unit, Consumer<String> lines) {
        this.verb = verb;
        this.unit = unit;
        this.lines = lines;
    }

    @Override
    public void progressed(long done, long total) {
        var tenths = total == 0 ? 0 : done * TENTHS / total;
        if (tenths > told) {
            told = tenths;
            lines.accept(verb + " " + done + " of " + total + " " + unit + ".");
        }
    }

    @Override
    public void close() {}
}
