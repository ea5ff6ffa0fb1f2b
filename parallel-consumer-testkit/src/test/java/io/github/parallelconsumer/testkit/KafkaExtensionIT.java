package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The extension in a run of its own. */
final class KafkaExtensionIT {
    /** Filled by the inner test classes, which JUnit makes itself. */
    private static final Set<TestKafka> SEEN = ConcurrentHashMap.newKeySet();

    @Test
    void twoTestClasses_oneRun_shareOneKafkaThatEndsWithTheRun() {
        SEEN.clear();

        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Injected.class), selectClass(Registered.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(2).failed(0));

        assertThat(SEEN).hasSize(1);
        if (SEEN.iterator().next() instanceof LocalKafka kafka) {
            assertThat(kafka.node(0).isRunning()).isFalse();
        }
    }

    @ExtendWith(KafkaExtension.class)
    static final class Injected {
        @Test
        void parameter_isGiven(TestKafka kafka) {
            SEEN.add(kafka);
        }
    }

    static final class Registered {
        @RegisterExtension
        private static final KafkaExtension KAFKA = new KafkaExtension();

        @Test
        void field_givesIt() {
            SEEN.add(KAFKA.kafka());
        }
    }
}
