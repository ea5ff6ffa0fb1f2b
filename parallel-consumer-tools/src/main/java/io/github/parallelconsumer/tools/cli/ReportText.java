package io.github.parallelconsumer.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.parallelconsumer.tools.RedriveReport;
import io.github.parallelconsumer.tools.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** What a redrive has done, for people and for programs. Stateless. */
final class ReportText {

    private ReportText() {}

    /** A few lines for people. */
    static List<String> summary(RedriveReport report) {
        var lines = new ArrayList<String>();
        if (!report.resumed()) {
            lines.add("The group " + report.group()
                    + " remembers no earlier run, so this one began at the first letter.");
        }
        lines.add((report.dryRun() ? "Would send " : "Sent ") + report.sent() + " of " + report.letters()
                + " letter(s) of " + report.topic() + " back.");
        new TreeMap<>(report.sentByTopic()).forEach((topic, count) -> lines.add("  to " + topic + ": " + count));
        if (report.filtered() > 0) {
            lines.add("Passed over by the filter: " + report.filtered() + ".");
        }
        if (report.sentBefore() > 0) {
            lines.add("Sent by an earlier run with another filter: " + report.sentBefore() + ".");
        }
        new TreeMap<>(report.refused())
                .forEach((reason, count) -> lines.add("Left where they are: " + count + ", " + text(reason) + "."));
        return lines;
    }

    private static String text(Refusal reason) {
        return switch (reason) {
            case NO_SOURCE -> "whose headers do not say where they came from";
            case VALUE_DROPPED -> "whose value was dropped for its size";
            case TOO_MANY_REDRIVES -> "sent back as often as is allowed";
        };
    }

    /** One JSON object in one line. */
    static String json(RedriveReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("topic", report.topic());
        json.put("group", report.group());
        json.put("dryRun", report.dryRun());
        json.put("resumed", report.resumed());
        json.put("letters", report.letters());
        json.put("sent", report.sent());
        json.put("filtered", report.filtered());
        json.put("sentBefore", report.sentBefore());
        var refused = new LinkedHashMap<String, Long>();
        for (var reason : Refusal.values()) {
            refused.put(name(reason), report.refused().getOrDefault(reason, 0L));
        }
        json.put("refused", refused);
        json.put("sentByTopic", new TreeMap<>(report.sentByTopic()));
        try {
            return JsonMapper.builder().build().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report of names and numbers has a JSON form", e);
        }
    }

    private static String name(Refusal reason) {
        return switch (reason) {
            case NO_SOURCE -> "noSource";
            case VALUE_DROPPED -> "valueDropped";
            case TOO_MANY_REDRIVES -> "tooManyRedrives";
        };
    }
}
