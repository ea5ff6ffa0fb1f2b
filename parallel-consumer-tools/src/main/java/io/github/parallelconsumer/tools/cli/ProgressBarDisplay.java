package io.github.parallelconsumer.tools.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on the standard error. Confined to the main thread, but for the library's own that draws it. */
final class ProgressBarDisplay implements ProgressDisplay {

    private final ProgressBar bar;

    ProgressBarDisplay(String what, String unit) {
        bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setUnit(" " + unit, 1)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    @Override
    public void progressed(long done, long total) {
        bar.maxHint(total);
        bar.stepTo(done);
    }

    @Override
    public void close() {
        bar.close();
    }
}
