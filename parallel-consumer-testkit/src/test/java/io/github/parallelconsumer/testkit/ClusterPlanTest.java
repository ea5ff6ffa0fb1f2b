package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    void of_manyNodes_choosesDifferentPorts() {
        List<Integer> ports = ClusterPlan.of(20).ports().stream()
                .flatMap(port -> List.of(port.broker(), port.controller()).stream())
                .toList();

        assertThat(ports).hasSize(40).doesNotHaveDuplicates();
    }
}
