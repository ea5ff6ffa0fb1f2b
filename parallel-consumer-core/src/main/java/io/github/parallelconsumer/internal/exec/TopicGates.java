package io.github.parallelconsumer.internal.exec;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps topics that make the sink wait in vain from holding up the letters for others: each takes up a fifth of the sender's
 * time at most. Confined to the sender's thread.
 */
final class TopicGates {

    /** What fails faster than this holds nobody up. */
    private static final long QUICK_NANOS = Duration.ofMillis(50).toNanos();

    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int SHARE = 4;

    private final Map<String, Gate> shut = new HashMap<>();

    private record Gate(long until, Throwable failure) {}

    /** Why a letter for the topic is not to be tried now, or null when it is. */
    @Nullable
    Throwable whyShut(String topic, long now) {
        var gate = shut.get(topic);
        return gate == null || gate.until() - now <= 0 ? null : gate.failure();
    }

    /** The sink has taken a letter, or refused it at once. */
    void tried(String topic, long began, long now, @Nullable Throwable failure) {
        long took = now - began;
        if (failure != null && took >= QUICK_NANOS) {
            shut.values().removeIf(gate -> gate.until() - now <= 0);
            shut.put(topic, new Gate(now + Math.min(SHARE * took, LONGEST_NANOS), failure));
        } else {
            shut.remove(topic);
        }
    }
}
