package io.github.parallelconsumer.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What one JVM has to do: run a row on a topic and measure it in a window. Immutable.
 *
 * @param records how many records the topic holds
 * @param warmUps how often the topic is read, each time by a new group, before it counts
 */
record RunPlan(Row row, Contender.Source source, long records, Window window, int warmUps) {

    private static final String RECORDS = "records";
    private static final String TIMED = "timed";

    /** The same in another group, so that the code is compiled when it counts. */
    RunPlan warmUp(int pass) {
        var other =
                new Contender.Source(source.bootstrapServers(), source.topic(), source.group() + "-warm-up-" + pass);
        return new RunPlan(row, other, records, window, 0);
    }

    /** As arguments of {@link ContenderMain}. */
    List<String> args() {
        var args = new ArrayList<>(
                List.of(row.name(), source.bootstrapServers(), source.topic(), source.group(), Long.toString(records)));
        args.add(Integer.toString(warmUps));
        switch (window) {
            case Window.Records(long from, long to) ->
                args.addAll(List.of(RECORDS, Long.toString(from), Long.toString(to)));
            case Window.Timed(int warmUp, int seconds) ->
                args.addAll(List.of(TIMED, Integer.toString(warmUp), Integer.toString(seconds)));
        }
        return args;
    }

    static RunPlan read(List<String> args) {
        var source = new Contender.Source(args.get(1), args.get(2), args.get(3));
        var window = window(args.get(6), Long.parseLong(args.get(7)), Long.parseLong(args.get(8)));
        return new RunPlan(
                Row.parse(args.get(0)), source, Long.parseLong(args.get(4)), window, Integer.parseInt(args.get(5)));
    }

    private static Window window(String kind, long first, long second) {
        return switch (kind) {
            case RECORDS -> new Window.Records(first, second);
            case TIMED -> new Window.Timed((int) first, (int) second);
            default -> throw new IllegalArgumentException("'" + kind + "' is no window");
        };
    }
}
