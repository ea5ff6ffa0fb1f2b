package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.HandlerOptions;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about what a handler does. Confined to the main thread. */
final class HandlerArguments {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})\\.\\.(\\d{1,6})");

    @Option(
            names = "--handler-millis",
            paramLabel = "MS",
            defaultValue = "100",
            description = "How long it waits; 0 for not at all.")
    private int fixed;

    @Option(
            names = "--handler-random",
            paramLabel = "MIN..MAX",
            description = "Wait any time between these instead, in milliseconds, such as 20..200.")
    private @Nullable String random;

    @Option(
            names = "--slow-one-in",
            paramLabel = "N",
            defaultValue = "0",
            description = "One record in N is slow, those whose offset is a multiple of N; 0 for none.")
    private int slowOneIn;

    @Option(
            names = "--slow-millis",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "How long a slow record takes.")
    private int slowMillis;

    @Option(
            names = "--failure-percent",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "So many attempts in a hundred fail, at random.")
    private int failurePercent;

    HandlerOptions options() {
        var least = millis("--handler-millis", fixed);
        var most = least;
        if (random != null) {
            var range = RANGE.matcher(random);
            if (!range.matches() || Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2))) {
                throw CommandException.wrongOption(
                        "--handler-random", random, "give two times in milliseconds, such as 20..200");
            }
            least = millis("--handler-random", Integer.parseInt(range.group(1)));
            most = millis("--handler-random", Integer.parseInt(range.group(2)));
        }
        return new HandlerOptions(
                least,
                most,
                OptionCheck.inRange("--slow-one-in", slowOneIn, 0, OptionCheck.MOST_RECORDS),
                millis("--slow-millis", slowMillis),
                OptionCheck.inRange("--failure-percent", failurePercent, 0, 100));
    }

    private static int millis(String option, int value) {
        return OptionCheck.inRange(option, value, 0, OptionCheck.MOST_HANDLER_MILLIS);
    }
}
