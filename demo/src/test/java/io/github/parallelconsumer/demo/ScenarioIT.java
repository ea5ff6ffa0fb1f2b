package io.github.parallelconsumer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays each story with the packaged jar, smaller than by default. */
class ScenarioIT {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @Test
    void crash_belowASlowRecord_onlyWhatWasOpenComesAgain() throws Exception {
        var numbers = play("crash", "--records", "800");

        assertThat(numbers.get("records").asInt()).isEqualTo(800);
        assertThat(numbers.get("delivered").asInt()).isGreaterThanOrEqualTo(400);
        assertThat(numbers.get("unfinished").asInt()).isPositive();
        assertThat(numbers.get("cameAgain").asInt())
                .isEqualTo(numbers.get("unfinished").asInt()
                        + numbers.get("finishedAfterLastCommit").asInt())
                .isLessThan(numbers.get("plainWouldRedeliver").asInt());
        assertThat(numbers.get("plainWouldRedeliver")).isEqualTo(numbers.get("delivered"));
        assertZero(numbers, "unexpectedAgain", "missingAgain", "committedTooEarly", "twiceInOneProcess", "lost");
    }

    @Test
    void shutdown_underLoad_nothingIsCutOffAndNothingComesTwice() throws Exception {
        var numbers = play("shutdown", "--records", "800", "--group-protocol", "classic");

        assertThat(numbers.get("exitStatus").asInt()).isEqualTo(143);
        assertThat(numbers.get("letThroughAtStop").asInt()).isBetween(1, 32);
        assertThat(numbers.get("finishedByFirst").asInt()).isBetween(400, 799);
        assertZero(numbers, "startedThoughStopped", "cutOff", "finishedNotCommitted", "membersLeft", "twice", "lost");
    }

    @Test
    void rebalance_secondJoinsAndLeaves_nothingComesTwiceOrOutOfOrder() throws Exception {
        var numbers = play("rebalance", "--records", "200");

        assertThat(numbers.get("records").asInt()).isGreaterThan(600);
        assertThat(numbers.get("partitionsMoved").asInt()).isPositive();
        assertThat(numbers.get("startedElsewhereMeanwhile").asInt()).isPositive();
        assertZero(
                numbers,
                "startedThoughStopped",
                "interrupted",
                "uncommittedAtHandover",
                "startedAfterHandover",
                "twice",
                "outOfOrder",
                "lost");
    }

    private JsonNode play(String... story) throws Exception {
        var args = new String[story.length + 1];
        args[0] = "scenario";
        System.arraycopy(story, 0, args, 1, story.length);
        try (var demo = DemoProcess.start(DemoProcess.ownJava(), directory, args)) {
            var status = demo.awaitExit(LONG);

            assertThat(status).as("%s %s", demo.out(), demo.err()).isZero();
            await().atMost(LONG).until(() -> demo.temporaryFiles().isEmpty());
            assertThat(demo.out()).anyMatch(line -> line.startsWith("HOLDS: "));
            var numbers = new ObjectMapper().readTree(demo.out().getLast());
            assertThat(numbers.get("scenario").asText()).isEqualTo(story[0]);
            assertThat(numbers.get("holds").asBoolean()).isTrue();
            return numbers;
        }
    }

    private static void assertZero(JsonNode numbers, String... fields) {
        assertThat(List.of(fields))
                .allSatisfy(field -> assertThat(numbers.get(field).asInt())
                        .as("%s of %s", field, numbers)
                        .isZero());
    }
}
