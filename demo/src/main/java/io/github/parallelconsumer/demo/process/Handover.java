package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import io.github.parallelconsumer.spi.ConsumerObserver.Release;

/**
 * How partitions were given up, all of one occasion together. Immutable.
 *
 * @param reason why
 * @param finished records that ran and finished before
 * @param interrupted records that ran and were interrupted
 * @param dropped records that were polled and not started: they are the next owner's
 * @param nanos how long it took
 */
public record Handover(Reason reason, int finished, int interrupted, int dropped, long nanos) {

    static Handover of(Release release) {
        return new Handover(
                release.reason(),
                release.finished(),
                release.interrupted(),
                release.dropped(),
                release.took().toNanos());
    }

    String toDetail() {
        return String.join(
                ":",
                reason.name(),
                Integer.toString(finished),
                Integer.toString(interrupted),
                Integer.toString(dropped),
                Long.toString(nanos));
    }

    /** The handover that the detail of a {@link Event.Kind#RELEASED} tells of. */
    public static Handover parse(String detail) {
        var words = detail.split(":", -1);
        return new Handover(
                Reason.valueOf(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]));
    }
}
