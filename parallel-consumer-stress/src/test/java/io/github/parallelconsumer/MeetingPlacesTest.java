package io.github.parallelconsumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the stress tests of the meeting places, each for a moment in one JVM; with {@code -Pfull} for longer and with all
 * compilers. Says how many interleavings of each were tried.
 */
class MeetingPlacesTest {

    private static final boolean LONG = Boolean.getBoolean("parallelconsumer.full");
    private static final List<String> SHORT_RUN =
            List.of("-f", "1", "-iters", "1", "-time", "500", "-sc", "false", "-af", "NONE", "-jvmArgs", "-Xmx256m");
    private static final List<String> LONG_RUN =
            List.of("-f", "1", "-fsm", "1", "-iters", "4", "-time", "500", "-sc", "false");
    private static final int TESTS = 8;

    /** The sum over all ways to run a test: its name, and a line for each outcome with how often it was seen. */
    private static final Pattern OUTCOME =
            Pattern.compile("^ +\\S.* {2,}([0-9,]+) {2,}[<0-9.]+% {2,}(Acceptable|Interesting|Forbidden).*");

    private static final Pattern NAME = Pattern.compile("^\\.+ \\[OK\\] .*\\.(\\w+)$");

    @Test
    @EnabledIf("twoProcessors")
    void places_twoThreadsMeet_onlyWhatIsAllowedIsSeen(@TempDir Path directory) throws Exception {
        var lines = run(directory);

        var output = String.join("\n", lines);
        assertThat(lines).as(output).anyMatch(line -> line.contains("Failed tests: No matches."));
        assertThat(lines).as(output).anyMatch(line -> line.contains("Error tests: No matches."));
        var samples = samples(lines);
        assertThat(samples).hasSize(TESTS);
        System.out.printf("interleavings tried: %s%n", String.join(", ", samples));
    }

    static boolean twoProcessors() {
        return Runtime.getRuntime().availableProcessors() > 1;
    }

    private static List<String> run(Path directory) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-v",
                "-r",
                directory.toString()));
        command.addAll(LONG ? LONG_RUN : SHORT_RUN);
        var output = directory.resolve("output.txt");
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroy();
        }
        return Files.readAllLines(output);
    }

    /** For each test how often it was run, from the summary at the end. */
    private static List<String> samples(List<String> lines) {
        int summary = lines.indexOf("RUN RESULTS:");
        var samples = new ArrayList<String>();
        String name = "";
        long sum = 0;
        for (var line : lines.subList(Math.max(0, summary), lines.size())) {
            var named = NAME.matcher(line.strip());
            var outcome = OUTCOME.matcher(line);
            if (named.matches()) {
                add(samples, name, sum);
                name = named.group(1);
                sum = 0;
            } else if (outcome.matches()) {
                sum += Long.parseLong(outcome.group(1).replace(",", ""));
            }
        }
        add(samples, name, sum);
        return samples;
    }

    private static void add(List<String> samples, String name, long sum) {
        if (sum > 0) {
            samples.add(name.replace("Stress", "") + " " + sum);
        }
    }
}
