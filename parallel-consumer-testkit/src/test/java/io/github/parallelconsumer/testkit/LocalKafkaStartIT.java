package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a start that fails says, and a start that has lost its port. */
@NeedsLocalKafka
final class LocalKafkaStartIT {
    @Test
    void badProperty_start_failsWithTheLogAndTheRemedy() {
        assertThatThrownBy(() ->
                        LocalKafka.builder().property("num.io.threads", "0").start())
                .isInstanceOf(TestKitException.class)
                .hasMessageContaining("Kafka node 1 ended before it answered")
                .hasMessageContaining("Invalid value 0 for configuration num.io.threads")
                .hasMessageContaining("Check the settings given with property(..)");
    }

    @Test
    void badJvmOption_start_failsWithTheLogAndTheRemedy() {
        assertThatThrownBy(() ->
                        LocalKafka.builder().jvmOptions("-XX:+NoSuchOption").start())
                .isInstanceOf(TestKitException.class)
                .hasMessageContaining("Unrecognized VM option 'NoSuchOption'")
                .hasMessageContaining("jvmOptions(..)");
    }

    @Test
    void startupTimeout_tooShort_failsWithTheRemedy() {
        assertThatThrownBy(() -> LocalKafka.builder()
                        .startupTimeout(Duration.ofMillis(1))
                        .start())
                .isInstanceOf(TestKitException.class)
                .hasMessageContaining("does not answer in time")
                .hasMessageContaining("startupTimeout(..)");
    }

    @Test
    void portTakenSinceItWasFound_start_triesOthers() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = LoopbackPorts.free(1).iterator().next();
            ClusterPlan lost = new ClusterPlan(
                    "clusterIdOfThisTest..", List.of(new ClusterPlan.Ports(free, taken.getLocalPort())));
            Deque<ClusterPlan> plans = new ArrayDeque<>(List.of(lost, ClusterPlan.of(1)));

            try (LocalKafka kafka =
                    LocalKafka.builder().plans(nodes -> plans.removeFirst()).start()) {
                assertThat(plans).isEmpty();
                assertThat(kafka.createTopic("works", 1)).isEqualTo("works");
            }
        }
    }
}
