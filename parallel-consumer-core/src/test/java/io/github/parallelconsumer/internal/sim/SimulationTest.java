package io.github.parallelconsumer.internal.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The consumer side under random decisions. {@code -Dsim.seed=N} replays one seed and prints its trace; {@code
 * -Dsim.seeds=N} says how many there are.
 */
@Tag("simulation")
class SimulationTest {

    private static final long FIRST = 1;
    private static final int MOST_FAILURES = 3;

    @BeforeEach
    void needsACarrierOfItsOwn() {
        assumeTrue(
                "1".equals(System.getProperty("jdk.virtualThreadScheduler.parallelism")),
                "runs in a JVM with one carrier thread");
    }

    @Test
    void anySeed_anyOrderOfEvents_nothingIsLostOrOutOfOrder() throws Exception {
        var one = Long.getLong("sim.seed");
        long first = one == null ? FIRST : one;
        if (one != null) {
            Carrier.run(() -> new Seed(one).trace().forEach(System.out::println));
        }
        long last = one == null ? FIRST + Integer.getInteger("sim.seeds", 5_000) - 1 : one;
        var failures = new ArrayList<String>();
        Carrier.run(() -> {
            for (long seed = first; seed <= last && failures.size() < MOST_FAILURES; seed++) {
                var failure = new Seed(seed).failure();
                if (failure != null) {
                    failures.add(failure);
                }
            }
        });
        assertThat(failures).as("seeds %d to %d", first, last).isEmpty();
    }

    @Test
    void oneSeed_runTwice_isTheSameStepForStep() throws Exception {
        Carrier.run(() -> {
            for (long seed = FIRST; seed < FIRST + 100; seed++) {
                assertThat(new Seed(seed).trace()).as("seed %d", seed).isEqualTo(new Seed(seed).trace());
            }
        });
    }
}
