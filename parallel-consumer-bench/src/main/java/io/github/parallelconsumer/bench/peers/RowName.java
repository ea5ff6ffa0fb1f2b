package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The form in which a contender with its workload is typed. Immutable. */
record RowName(Entry entry, int millis, int concurrency) {

    private static final Pattern FORM = Pattern.compile("([a-z-]+?)(?:-(\\d{1,5})ms-(\\d{1,6}))?");
    private static final int NO_OP_CONCURRENCY = 1_000;

    static RowName parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw CommandException.wrongOption("--rows", text, "write it as 'key' or as 'unordered-10ms-1000'");
        }
        var entry = Arrays.stream(Entry.values())
                .filter(known -> known.id().equals(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> CommandException.wrongOption("--rows", text, Entry.choice()));
        return matcher.group(2) == null
                ? new RowName(entry, 0, NO_OP_CONCURRENCY)
                : new RowName(entry, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    String row() {
        return millis + "ms-" + concurrency;
    }

    Row toRow(Topic topic) {
        var title = "Handlers of %d ms, %,d at once".formatted(millis, concurrency);
        return new RowBuilder(row(), title, Probe.RATE, HandlerSpec.sleep(millis), concurrency)
                .topic(topic)
                .contenders(entry)
                .build();
    }
}
