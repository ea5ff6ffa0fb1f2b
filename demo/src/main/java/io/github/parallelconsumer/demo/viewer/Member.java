package io.github.parallelconsumer.demo.viewer;

import io.github.parallelconsumer.api.ConsumerState;
import java.util.ArrayDeque;
import java.util.Deque;

/** A consumer process as the viewer knows it. Guarded by the {@link Board} that it belongs to. */
final class Member {

    private static final long RATE_MILLIS = 2_000;
    private static final long SILENT_MILLIS = 2_500;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private ConsumerReport report;
    private long seen;
    private boolean paused;
    private boolean stopped;
    private boolean goneNoticed;

    private record Sample(long at, long finished) {}

    Member(ConsumerReport report, long now) {
        this.report = report;
        seen = now;
    }

    /** Takes a report; a process that began anew under the same name is asked for nothing. */
    void reported(ConsumerReport next, long now) {
        if (!next.sameProcess(report)) {
            samples.clear();
            paused = false;
            stopped = false;
        }
        report = next;
        seen = now;
        samples.addLast(new Sample(now, next.finished()));
        while (samples.size() > 2 && now - samples.getFirst().at() > RATE_MILLIS) {
            samples.removeFirst();
        }
    }

    ConsumerReport report() {
        return report;
    }

    void pause(boolean wanted) {
        paused = wanted;
    }

    void stop() {
        stopped = true;
    }

    boolean paused() {
        return paused;
    }

    boolean stopped() {
        return stopped;
    }

    /** For how long nothing was heard of it, in milliseconds. */
    long silence(long now) {
        return now - seen;
    }

    boolean gone(long now) {
        return silence(now) > SILENT_MILLIS;
    }

    /** Whether its last report says that it was about to end in order. */
    boolean ended() {
        return report.state().equals(ConsumerState.DRAINING.name())
                || report.state().equals(ConsumerState.CLOSED.name());
    }

    /** True the first time that it is found to be gone. */
    boolean noticeGone(long now) {
        boolean first = gone(now) && !goneNoticed;
        goneNoticed |= first;
        return first;
    }

    /** True when it was found to be gone, and reports again. */
    boolean noticeBack() {
        boolean back = goneNoticed;
        goneNoticed = false;
        return back;
    }

    /** Records finished a second, of late. */
    double rate(long now) {
        if (gone(now) || samples.size() < 2) {
            return 0;
        }
        var from = samples.getFirst();
        var to = samples.getLast();
        return to.at() == from.at()
                ? 0
                : Math.max(0, (to.finished() - from.finished()) * 1_000.0 / (to.at() - from.at()));
    }
}
