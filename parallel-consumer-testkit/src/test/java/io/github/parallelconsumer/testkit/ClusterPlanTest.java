package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which settings follow from the number of nodes. */
final class ClusterPlanTest {
    private static final NodeFiles FILES = new NodeFiles(Path.of("node"));

    @Test
    void settings_oneNode_replicateOnce() {
        Map<String, String> settings = ClusterPlan.of(1).settings(0, FILES, Map.of());

        assertThat(settings)
                .containsEntry("offsets.topic.replication.factor", "1")
                .containsEntry("transaction.state.log.min.isr", "1")
                .containsEntry("node.id", "1");
    }

    @Test
    void settings_threeNodes_replicateAsWideAsPossibleAndNameAllVoters() {
        List<ClusterPlan.Ports> ports =
                List.of(new ClusterPlan.Ports(1, 2), new ClusterPlan.Ports(3, 4), new ClusterPlan.Ports(5, 6));
        ClusterPlan plan = new ClusterPlan("id", ports);

        assertThat(plan.bootstrapServers()).isEqualTo("127.0.0.1:1,127.0.0.1:3,127.0.0.1:5");
        assertThat(plan.settings(1, FILES, Map.of()))
                .containsEntry("default.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:3,CONTROLLER://127.0.0.1:4")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:2,2@127.0.0.1:4,3@127.0.0.1:6");
    }

    @Test
    void settings_overridden_callerWins() {
        assertThat(ClusterPlan.of(1).settings(0, FILES, Map.of("auto.create.topics.enable", "true")))
                .containsEntry("auto.create.topics.enable", "true");
    }

    @Test
    void of_firstPort_brokersHaveItAndThoseThatFollow() {
        int first = freePair();

        ClusterPlan plan = ClusterPlan.of(2, first);

        assertThat(plan.bootstrapServers()).isEqualTo("127.0.0.1:" + first + ",127.0.0.1:" + (first + 1));
    }

    @Test
    void of_firstPortTaken_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ClusterPlan.of(1, taken.getLocalPort()))
                    .isInstanceOf(TestKitException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    private static int freePair() {
        return Stream.generate(() -> LoopbackPorts.free(1).iterator().next())
                .filter(port -> !LoopbackPorts.isListening(port + 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void of_manyNodes_choosesDifferentPorts() {
        List<Integer> ports = ClusterPlan.of(20).ports().stream()
                .flatMap(port -> List.of(port.broker(), port.controller()).stream())
                .toList();

        assertThat(ports).hasSize(40).doesNotHaveDuplicates();
    }
}
