package io.github.parallelconsumer.demo.viewer;

/**
 * What the page wants of a consumer process; the reply to each of its reports. Immutable.
 *
 * @param handlerMillis how long the handler takes, or {@link #UNCHANGED}
 * @param failurePercent how many attempts in 100 fail, or {@link #UNCHANGED}
 * @param paused whether intake stands still
 * @param stop whether to end in order
 */
public record ConsumerSettings(int handlerMillis, int failurePercent, boolean paused, boolean stop) {

    /** As the process was started. */
    public static final int UNCHANGED = -1;

    /** Nobody has asked for anything. */
    public static final ConsumerSettings NONE = new ConsumerSettings(UNCHANGED, UNCHANGED, false, false);
}
