package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.net.URI;

/** Refuses values of options that cannot work. Stateless. */
final class OptionCheck {

    static final int MOST_RECORDS = 100_000_000;
    static final int MOST_PARTITIONS = 1_000;
    static final int MOST_CONCURRENCY = 1_000_000;
    static final int MOST_HANDLER_MILLIS = 600_000;
    static final int MOST_PORT = 65_535;

    private OptionCheck() {}

    static int inRange(String option, int value, int least, int most) {
        return Math.toIntExact(inRange(option, (long) value, least, most));
    }

    static long inRange(String option, long value, long least, long most) {
        if (value < least || value > most) {
            var upTo = most == Long.MAX_VALUE ? " on" : " to " + most;
            throw CommandException.wrongOption(option, value, "give a whole number from " + least + upTo);
        }
        return value;
    }

    static OrderingOption ordering(String name) {
        return OrderingOption.named(name)
                .orElseThrow(
                        () -> CommandException.wrongOption("--ordering", name, "give unordered, key or partition"));
    }

    static String groupProtocol(String name) {
        return switch (name) {
            case "consumer", "classic" -> name;
            default -> throw CommandException.wrongOption("--group-protocol", name, "give consumer or classic");
        };
    }

    /** It becomes a part of the viewer's addresses. */
    static String memberName(String name) {
        if (!name.matches("[\\w.-]{1,60}")) {
            throw CommandException.wrongOption(
                    "--name", name, "give up to 60 letters (a to z), digits, dots, dashes and underscores");
        }
        return name;
    }

    static URI viewer(URI given) {
        if (given.getHost() == null || !"http".equals(given.getScheme())) {
            throw CommandException.wrongOption("--viewer", given, "give its address, such as http://localhost:8081");
        }
        return given;
    }
}
