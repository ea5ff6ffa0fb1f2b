package io.github.parallelconsumer.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.jspecify.annotations.Nullable;

/** The topics to consume: either names, checked by Kafka's own rule, or a pattern. Immutable. */
record Topics(List<String> names, @Nullable Pattern pattern) {

    Topics {
        names = List.copyOf(names);
    }

    /** Checks what the user gave, and leaves out what is no name at all. */
    static Topics check(List<@Nullable String> given, @Nullable Pattern pattern, Errors errors) {
        var names = new ArrayList<String>();
        for (var name : given) {
            if (name == null) {
                errors.add("topics", given, "name each topic, null is none");
            } else {
                names.add(name);
            }
        }
        var topics = new Topics(names, pattern);
        topics.check(errors);
        return topics;
    }

    private void check(Errors errors) {
        if (pattern != null) {
            checkPattern(pattern, errors);
        } else if (names.isEmpty()) {
            errors.missing("topics", "name at least one topic to consume");
        }
        var seen = new HashSet<String>();
        for (String topic : names) {
            if (!seen.add(topic)) {
                errors.add("topics", names, "name '" + topic + "' once only");
            }
            checkName("topics", topic, errors);
        }
    }

    /** Whether a topic of this name is consumed. */
    boolean contain(String name) {
        return names.contains(name) || (pattern != null && pattern.matcher(name).matches());
    }

    static void checkName(String setting, String topic, Errors errors) {
        try {
            Topic.validate(topic);
        } catch (InvalidTopicException e) {
            errors.add(setting, "'" + topic + "'", String.valueOf(e.getMessage()));
        }
    }

    private void checkPattern(Pattern given, Errors errors) {
        if (!names.isEmpty()) {
            errors.add("topics", names + " and the pattern " + given, "give either names or a pattern");
        }
        if (given.pattern().isEmpty()) {
            errors.add("topics", "an empty pattern", "give one that a name can match");
        }
    }
}
