package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.tools.cli.ProgressDisplay;
import java.time.Duration;
import java.util.function.Consumer;

/** A line now and then for what has no end. Confined to one thread. */
final class SentLines implements ProgressDisplay {

    private final Duration every;
    private final Consumer<String> out;
    private Stopwatch sinceLine = new Stopwatch();
    private long told;

    SentLines(Duration every, Consumer<String> out) {
        this.every = every;
        this.out = out;
    }

    @Override
    public void progressed(long done, long total) {
        if (sinceLine.elapsed().compareTo(every) >= 0) {
            out.accept("Sent " + done + " record(s) (" + (done - told) / every.toSeconds() + "/s).");
            told = done;
            sinceLine = new Stopwatch();
        }
    }

    @Override
    public void close() {}
}
