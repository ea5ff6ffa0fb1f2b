package io.github.parallelconsumer.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A selection as one line of text, the same for the same selection. Stateless. */
final class SelectionText {

    private static final String MAX_REDRIVES = "max";
    private static final String EXCEPTION = "exception";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";

    private SelectionText() {}

    static String write(Selection selection) {
        var filter = selection.filter();
        var parts = new ArrayList<String>();
        add(parts, MAX_REDRIVES, List.of(selection.maxRedrives()));
        add(parts, EXCEPTION, filter.exceptions());
        add(parts, TOPIC, filter.sourceTopics());
        add(parts, PARTITION, filter.sourcePartitions());
        add(parts, SINCE, filter.since() == null ? List.of() : List.of(filter.since()));
        add(parts, UNTIL, filter.until() == null ? List.of() : List.of(filter.until()));
        return String.join("&", parts);
    }

    private static void add(List<String> parts, String name, Collection<?> values) {
        values.stream()
                .map(Object::toString)
                .sorted()
                .forEach(value -> parts.add(name + "=" + URLEncoder.encode(value, UTF_8)));
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException or a {@link java.time.DateTimeException} for other text
     */
    static Selection read(String text) {
        var maxRedrives = 0;
        Set<String> exceptions = new HashSet<>();
        Set<String> topics = new HashSet<>();
        Set<Integer> partitions = new HashSet<>();
        @Nullable Instant since = null;
        @Nullable Instant until = null;
        for (var part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            var value = URLDecoder.decode(part.substring(equals + 1), UTF_8);
            switch (part.substring(0, Math.max(equals, 0))) {
                case MAX_REDRIVES -> maxRedrives = Integer.parseInt(value);
                case EXCEPTION -> exceptions.add(value);
                case TOPIC -> topics.add(value);
                case PARTITION -> partitions.add(Integer.parseInt(value));
                case SINCE -> since = Instant.parse(value);
                case UNTIL -> until = Instant.parse(value);
                default -> throw new IllegalArgumentException("Not a part of a selection: " + part);
            }
        }
        return new Selection(new LetterFilter(exceptions, topics, partitions, since, until), maxRedrives);
    }
}
