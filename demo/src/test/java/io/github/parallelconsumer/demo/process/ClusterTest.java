package io.github.parallelconsumer.demo.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.demo.process.Cluster.Patience;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private static final Patience LITTLE = new Patience(Duration.ofMillis(100), Duration.ofMillis(200));

    @Test
    void connect_nobodyListens_givesUpAfterTheFirstTry() {
        assertThatThrownBy(() -> Cluster.connect("127.0.0.1:1", "try again", LITTLE))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no Kafka broker answers at 127.0.0.1:1 within 0.1 s", "try again");
    }

    @Test
    void connect_somebodyListensAndSaysNothing_waitsLonger() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var address = "127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() -> Cluster.connect("127.0.0.1:1," + address, "try again", LITTLE))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(" within 0.3 s");
        }
    }
}
