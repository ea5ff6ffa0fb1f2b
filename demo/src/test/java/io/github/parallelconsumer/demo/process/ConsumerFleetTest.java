package io.github.parallelconsumer.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the page asks of the fleet. Starts no process. */
class ConsumerFleetTest {

    private final ConsumerFleet fleet =
            new ConsumerFleet(new EverythingOptions(Object.class, 0, 0, 1, 1, 1, 1, "1..2", 10, 1), line -> {});

    @Test
    void canAdd_openThenClosed_isSoInBetween() {
        assertThat(fleet.canAdd()).isFalse();
        fleet.open("localhost:9092", "t", URI.create("http://localhost:8081"));
        assertThat(fleet.canAdd()).isTrue();
        fleet.close();
        assertThat(fleet.canAdd()).isFalse();
    }

    @Test
    void canAdd_whileAnotherHoldsTheLock_answers() throws Exception {
        synchronized (fleet) {
            assertThat(CompletableFuture.supplyAsync(fleet::canAdd).get(1, TimeUnit.MINUTES))
                    .isFalse();
        }
    }
}
