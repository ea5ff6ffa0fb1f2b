package io.github.parallelconsumer.internal;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;

/** Waits for what other threads are about to bring about, looking often. Immutable. */
public final class Eventually {

    private Eventually() {}

    /** Waits until it is so. */
    public static void until(String what, Callable<Boolean> condition) {
        often().alias(what).until(condition);
    }

    /** Waits on the calling thread, for conditions that are confined to it. */
    public static ConditionFactory often() {
        return await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(1)); // a hang, not a slow machine, is to fail
    }
}
