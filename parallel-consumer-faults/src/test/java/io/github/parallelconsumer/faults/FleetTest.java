package io.github.parallelconsumer.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Fault;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.LaneOrder;
import io.github.parallelconsumer.testkit.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetTest {

    private static final String NO_SERVERS = "";

    @TempDir
    private Path directory;

    @Test
    void kill_processHasEndedByItself_isBookedAsGoneOnce() throws IOException {
        var faults = new FaultBook();
        try (var fleet = new Fleet(options(), NO_SERVERS, "group", directory, faults)) {
            fleet.join("m0");
            assertThat(Deadline.in(Duration.ofMinutes(1)).await(() -> fleet.running() == 0))
                    .isTrue();

            fleet.stop("m0", FaultKind.FREEZE);
            fleet.thaw("m0");
            fleet.kill("m0");
            fleet.leave("m0");
            fleet.end();

            assertThat(faults.faults()).extracting(Fault::kind).containsExactly(FaultKind.GONE);
            assertThat(fleet.events()).extracting(Event::kind).containsExactly(Kind.OPEN);
        }
    }

    private static RunOptions options() {
        var java = Path.of(System.getProperty("java.home"));
        return new RunOptions(1, Duration.ofMinutes(1), "classic", LaneOrder.KEY, 1, 50, java);
    }
}
