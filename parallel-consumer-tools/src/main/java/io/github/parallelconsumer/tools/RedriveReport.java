package io.github.parallelconsumer.tools;

import java.util.Map;

/**
 * What a run has done, or with a dry run what it would do. Every letter it looked at is in exactly one of {@code sent},
 * {@code filtered}, {@code sentBefore} and {@code refused}. Immutable.
 *
 * @param topic the dead letter topic
 * @param group the group that keeps the progress
 * @param dryRun whether nothing was sent
 * @param resumed whether the group remembered an earlier run
 * @param letters how many it looked at: those between where an earlier run of the same selection ended and the end of
 *     the topic at the start of this one
 * @param sent how many went back
 * @param filtered how many the filter did not want; they are still there for a run with another filter
 * @param sentBefore how many a run with another filter had sent
 * @param refused how many cannot be sent back, by reason; they stay where they are
 * @param sentByTopic how many went back, by the topic they went to
 */
public record RedriveReport(
        String topic,
        String group,
        boolean dryRun,
        boolean resumed,
        long letters,
        long sent,
        long filtered,
        long sentBefore,
        Map<Refusal, Long> refused,
        Map<String, Long> sentByTopic) {}
