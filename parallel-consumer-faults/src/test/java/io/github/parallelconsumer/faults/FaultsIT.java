package io.github.parallelconsumer.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the suite itself: shortly always, and in the full build for long. */
@Tag("ci")
final class FaultsIT {

    @Test
    void run_membersJoinAreKilledAndLeave_allGuaranteesHold() {
        assertThat(run("--seed", "546", "--minutes", "0.2"))
                .contains("KILL m", "LEAVE m", "All guarantees held: java -jar ");
    }

    @Test
    @Tag("full")
    void run_brokersFailForAQuarterOfAnHour_allGuaranteesHold() {
        assertThat(run("--minutes", "15", "--nodes", "3", "--ordering", "partition"))
                .contains("All guarantees held: java -jar ");
    }

    private static String run(String... args) {
        var out = new StringWriter();
        var status = Faults.commandLine().setOut(new PrintWriter(out, true)).execute(args);

        assertThat(status).as(out::toString).isZero();
        return out.toString();
    }
}
