package io.github.parallelconsumer.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;

/** What a run of {@code verify} has found; the fields of its JSON object, in this order. Immutable. */
@JsonPropertyOrder({
    "records",
    "processed",
    "lost",
    "duplicates",
    "orderViolations",
    "maxConcurrencySeen",
    "concurrency",
    "seconds",
    "recordsPerSecond",
    "committedLag"
})
record Report(
        long records,
        long processed,
        long lost,
        long duplicates,
        long orderViolations,
        int maxConcurrencySeen,
        int concurrency,
        BigDecimal seconds,
        long recordsPerSecond,
        long committedLag) {

    static Report of(VerifyOptions options, Check.Findings findings, Duration time, long committedLag) {
        return new Report(
                options.records(),
                findings.processed(),
                findings.lost(),
                findings.duplicates(),
                findings.orderViolations(),
                findings.maxConcurrencySeen(),
                options.concurrency(),
                BigDecimal.valueOf(time.toNanos(), 9).setScale(3, RoundingMode.HALF_UP),
                Math.round(findings.processed() * 1e9 / Math.max(1, time.toNanos())),
                committedLag);
    }

    boolean passed() {
        return lost == 0
                && duplicates == 0
                && orderViolations == 0
                && committedLag == 0
                && maxConcurrencySeen <= concurrency;
    }

    /** One line for people. */
    String summary() {
        if (passed()) {
            return "Passed: every record once, in order, at most " + maxConcurrencySeen + " of " + concurrency
                    + " handlers at once, everything committed.";
        }
        var failures = new ArrayList<String>();
        if (lost > 0) {
            failures.add(lost + " lost");
        }
        if (duplicates > 0) {
            failures.add(duplicates + " handled again");
        }
        if (orderViolations > 0) {
            failures.add(orderViolations + " out of order or not alone in their lane");
        }
        if (maxConcurrencySeen > concurrency) {
            failures.add(maxConcurrencySeen + " handlers at once where " + concurrency + " are allowed");
        }
        if (committedLag != 0) {
            failures.add("commits " + committedLag + " record(s) off the end of the topic");
        }
        return "FAILED: " + String.join(", ", failures) + ".";
    }

    /** One JSON object in one line. */
    String json() {
        try {
            return JsonMapper.builder().build().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report of plain numbers has a JSON form", e);
        }
    }
}
