package io.github.parallelconsumer.config;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.internal.engine.Engine;
import io.github.parallelconsumer.internal.memory.InMemoryRecordSource;
import io.github.parallelconsumer.internal.poll.FlowControl;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Whatever is given, {@code build()} makes a configuration with which a consumer starts and closes, or says of each setting what
 * it is and what to do.
 */
class ConfigFuzzTest {

    private static final int CONFIGURATIONS = 5_000;
    private static final long SEED = 20_261_123;

    /** More slots for completions take a while to be made. */
    private static final int MOST_SLOTS = 1_000_000;

    private int started;

    @Test
    void build_absurdSettings_refusesThemByNameValueAndRemedy() throws Exception {
        var random = new Random(SEED);
        int built = 0;
        for (int i = 0; i < CONFIGURATIONS; i++) {
            var settings = new AbsurdSettings(random).draw();
            var made = new AtomicReference<ParallelConsumerConfig<String, String>>();
            var refusal = catchThrowable(() -> made.set(settings.build()));
            if (refusal == null) {
                built++;
                startAndClose(made.get());
                continue;
            }
            assertThat(refusal).as("seed %d, configuration %d", SEED, i).isInstanceOf(ConfigurationException.class);
            assertThat(((ConfigurationException) refusal).errors())
                    .as("seed %d, configuration %d", SEED, i)
                    .isNotEmpty()
                    .allMatch(error -> error.matches("(?s).+ is (missing|.*): .+"));
        }
        System.out.printf("seed %d: %d of %d configurations built, %d started%n", SEED, built, CONFIGURATIONS, started);
        assertThat(built).isBetween(CONFIGURATIONS / 100, CONFIGURATIONS / 2);
        assertThat(started).isGreaterThan(built / 4);
        until(
                "no thread of a consumer is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("consumer [")));
    }

    private void startAndClose(ParallelConsumerConfig<String, String> config) throws Exception {
        if (FlowControl.hardBound(config) > MOST_SLOTS || config.wantsDeadLetters()) {
            return;
        }
        started++;
        var engine = Engine.start(config, (record, context) -> {}, new InMemoryRecordSource(config.maxPollRecords()));
        engine.close();
        var end = engine.termination().toCompletableFuture().get();
        assertThat(end.cause()).isEmpty();
    }
}
