package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Entry;
import java.util.regex.Pattern;

/** The form in which a contender with its workload is typed. Immutable. */
record RowName(Entry entry, int millis, int concurrency) {

    private static final Pattern FORM = Pattern.compile("([a-z-]+?)(?:-(\\d{1,5})ms-(\\d{1,6}))?");
    private static final int NO_OP_CONCURRENCY = 1_000;

    static RowName parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no row: write it as 'key' or as 'unordered-10ms-1000'");
        }
        var entry = Entry.parse(matcher.group(1));
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
