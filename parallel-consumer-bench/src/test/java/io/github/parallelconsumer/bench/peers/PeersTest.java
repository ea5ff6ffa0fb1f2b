package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeersTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-01-02T03:04:05Z");

    @Test
    void name_allRows_isTheDay() {
        assertThat(peers("--full").name(NOW)).isEqualTo("2026-01-02");
        assertThat(peers("--quick").name(NOW)).isEqualTo("2026-01-02-quick");
    }

    @Test
    void name_aPartOfThem_hasTheTime() {
        assertThat(peers("--only", "idle").name(NOW)).isEqualTo("2026-01-02-only-030405");
        assertThat(peers("--full", "--contenders", "key").name(NOW)).isEqualTo("2026-01-02-only-030405");
        assertThat(peers("--quick", "--records", "9").name(NOW)).isEqualTo("2026-01-02-quick-only-030405");
    }

    @Test
    void command_withDirectories_leavesThemOut() {
        assertThat(Peers.command("--quick", "--out", "/a/b", "--recordings=/c", "--rounds=2"))
                .isEqualTo("java -jar parallel-consumer-bench/target/peers.jar --quick --rounds=2");
    }

    private static Peers peers(String... args) {
        var peers = new Peers();
        new CommandLine(peers).parseArgs(args);
        return peers;
    }
}
