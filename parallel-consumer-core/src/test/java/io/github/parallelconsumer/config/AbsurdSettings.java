package io.github.parallelconsumer.config;

import io.github.parallelconsumer.spi.ConsumerObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Draws configurations of values that nobody should give, and of some that one may. Confined to one test. */
final class AbsurdSettings {

    private static final Integer[] NUMBERS = {Integer.MIN_VALUE, -1, 0, 1, 7, 1_000, 50_000, Integer.MAX_VALUE};
    private static final Long[] LARGE = {Long.MIN_VALUE, -1L, 0L, 1L, 1L << 20, 1L << 40, Long.MAX_VALUE};
    private static final Duration[] TIMES = {
        null,
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofMillis(-1),
        Duration.ZERO,
        Duration.ofNanos(1),
        Duration.ofMillis(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(Long.MAX_VALUE)
    };
    private static final String[] NAMES = {
        null, "", " ", ".", "..", "t", "t", "dead", "a b", "ü", "x".repeat(249), "x".repeat(250)
    };
    private static final Object[] KAFKA = {
        "", " ", "soon", "-1", "0", "1", 5, -5, 3.5, true, List.of(), "2147483648", "9".repeat(400)
    };
    private static final String[] KAFKA_SETTINGS = {
        "bootstrap.servers",
        "group.id",
        "client.id",
        "enable.auto.commit",
        "max.poll.records",
        "max.poll.interval.ms",
        "key.deserializer",
        "value.deserializer",
        "group.instance.id"
    };

    private final Random random;

    AbsurdSettings(Random random) {
        this.random = random;
    }

    /** A builder in which some settings are drawn. */
    ConfigBuilder<String, String> draw() {
        var builder = ParallelConsumerConfig.<String, String>builder(rarely() ? null : kafka());
        if (!rarely()) {
            builder.deserializers(StringDeserializer::new, StringDeserializer::new);
        }
        builder.topics("t");
        maybe(() -> builder.topics(rarely() ? (String[]) null : new String[] {one(NAMES), one(NAMES)}));
        maybe(() -> builder.topics(rarely() ? (List<String>) null : Arrays.asList(one(NAMES), one(NAMES))));
        maybe(() -> builder.topics(one(null, Pattern.compile(""), Pattern.compile("t.*"))));
        maybe(() -> builder.ordering(one(null, Ordering.KEY, Ordering.PARTITION)));
        maybe(() -> builder.maxConcurrency(one(NUMBERS)));
        maybe(() -> builder.maxInFlight(one(NUMBERS)));
        maybe(() -> builder.maxInFlightBytes(one(LARGE)));
        maybe(() -> builder.maxOffsetSpan(one(NUMBERS)));
        maybe(() -> builder.maxHeld(one(NUMBERS), one(LARGE)));
        maybe(() -> builder.onMaxHeld(one(null, OnMaxHeld.deadLetterLane(), OnMaxHeld.pausePartitions())));
        maybe(() -> builder.retry(retry()));
        maybe(() -> builder.handlerTimeout(one(TIMES)));
        maybe(() -> builder.pauseOnFailures(made(() -> CircuitBreaker.DEFAULT
                .withFailureShare(one(Double.NaN, -1.0, 0.0, 0.5, 2.0))
                .withLeastAttempts(one(NUMBERS))
                .withWindow(one(TIMES))
                .withPause(one(TIMES))
                .withProbes(one(NUMBERS)))));
        maybe(() -> builder.deadLetters(letters()));
        maybe(() -> builder.commit(one(
                null,
                made(() -> CommitStrategy.every(one(TIMES))),
                made(() -> CommitStrategy.everyRecords(one(NUMBERS))))));
        maybe(() -> builder.offsetMap(one(null, OffsetMap.disabled(), made(() -> OffsetMap.maxBytes(one(NUMBERS))))));
        maybe(() -> builder.rebalance(made(() -> RebalancePolicy.drain(one(TIMES)))));
        maybe(() -> builder.shutdownTimeout(one(TIMES)));
        maybe(() -> builder.leaveGroupOnClose(random.nextBoolean()));
        maybe(() -> builder.observer(one(null, ConsumerObserver.NONE)));
        return builder;
    }

    private Map<String, Object> kafka() {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", "unused:9", "group.id", "g"));
        maybe(() -> settings.put(one(KAFKA_SETTINGS), one(KAFKA)));
        maybe(() -> settings.put(one(KAFKA_SETTINGS), null));
        maybe(() -> settings.put(rarely() ? null : "some.setting.of.nobody", one(KAFKA)));
        return settings;
    }

    private @Nullable RetryPolicy retry() {
        return made(() -> one(RetryPolicy.DEFAULT, RetryPolicy.fixed(one(NUMBERS), one(TIMES)))
                .withBackoff(one(
                        null,
                        made(() -> Backoff.exponential(one(TIMES), one(TIMES))),
                        made(() -> Backoff.custom(null)),
                        Backoff.fixed(Duration.ZERO)))
                .withOnExhausted(one(
                        null,
                        OnExhausted.skip(),
                        made(() -> OnExhausted.deadLetter(one(NAMES))),
                        made(() -> OnExhausted.deadLetter((record, failure) -> one(NAMES)))))
                .abortOn(rarely() ? null : failure -> false)
                .abortOn((Class<? extends Throwable>) (rarely() ? null : Error.class)));
    }

    private @Nullable DeadLetters letters() {
        var overrides = new HashMap<String, Object>();
        maybe(() -> overrides.put(one("acks", "key.serializer", "transactional.id", "enable.idempotence"), one(KAFKA)));
        maybe(() -> overrides.put("linger.ms", null));
        return made(() -> DeadLetters.to(one(NAMES)).producer(rarely() ? null : overrides));
    }

    /** What a factory makes, or null when it refuses what it is given, which it may do in one way only. */
    private static <T> @Nullable T made(Supplier<T> factory) {
        try {
            return factory.get();
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null || !e.getMessage().matches("(?s).+( is .+, it must .+| is blank)")) {
                throw new AssertionError("does not say what is wrong: " + e.getMessage(), e);
            }
            return null;
        }
    }

    private void maybe(Runnable setting) {
        if (random.nextInt(6) == 0) {
            setting.run();
        }
    }

    private boolean rarely() {
        return random.nextInt(20) == 0;
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
