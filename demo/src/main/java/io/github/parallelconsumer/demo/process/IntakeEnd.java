package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.spi.ConsumerObserver.Reason;

/**
 * How intake of a partition ended: no record of it starts any more but those let through. Immutable.
 *
 * @param reason why it is given up
 * @param letThrough records that were let through and had not been seen to end: some run, some are about to, some just ended
 */
public record IntakeEnd(Reason reason, int letThrough) {

    String toDetail() {
        return reason.name() + ":" + letThrough;
    }

    /** The end that the detail of an {@link Event.Kind#RELEASING} tells of. */
    public static IntakeEnd parse(String detail) {
        var words = detail.split(":", -1);
        return new IntakeEnd(Reason.valueOf(words[0]), Integer.parseInt(words[1]));
    }
}
