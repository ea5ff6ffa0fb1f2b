package io.github.parallelconsumer.demo.viewer;

import static java.util.Objects.requireNonNull;

import io.github.parallelconsumer.api.OffsetStrip;
import io.github.parallelconsumer.api.OffsetStrip.State;
import io.github.parallelconsumer.api.Snapshot.PartitionView;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How one assigned partition is. Immutable.
 *
 * @param topic its topic
 * @param partition its number
 * @param watermark the lowest unfinished offset; -1 before the first record
 * @param committed the committed offset; -1 when none yet
 * @param end the offset after the newest record in the log; -1 when unknown
 * @param incomplete records polled and unfinished
 * @param held records held by failing lanes
 * @param paused whether intake stands still
 * @param first the lowest offset of the strip
 * @param per offsets of each cell
 * @param cells runs of the strip, each a letter and a count; empty when there is none
 */
public record PartitionReport(
        String topic,
        int partition,
        long watermark,
        long committed,
        long end,
        int incomplete,
        int held,
        boolean paused,
        long first,
        long per,
        String cells) {

    private static final OffsetStrip NOTHING = new OffsetStrip(0, 1, List.of());

    /** Refuses one that lacks something: it comes from the network. */
    public PartitionReport {
        requireNonNull(topic, "topic");
        requireNonNull(cells, "cells");
    }

    /**
     * Of what a consumer says of itself.
     *
     * @param end the offset after the newest record in the log; -1 when unknown
     */
    public static PartitionReport of(PartitionView view, long end) {
        var strip = view.strip().orElse(NOTHING);
        return new PartitionReport(
                view.partition().topic(),
                view.partition().partition(),
                view.watermark(),
                view.committed(),
                end,
                view.incomplete(),
                view.held(),
                view.paused(),
                strip.firstOffset(),
                strip.offsetsPerCell(),
                cells(strip));
    }

    private static String cells(OffsetStrip strip) {
        return strip.runs().stream()
                .map(run -> letter(run.state()) + run.cells())
                .collect(Collectors.joining());
    }

    private static String letter(State state) {
        return switch (state) {
            case GAP -> "g";
            case TO_COMMIT -> "c";
            case FINISHED -> "f";
            case WAITING -> "w";
            case RUNNING -> "r";
            case RUNNING_SECONDS -> "s";
            case RUNNING_LONG -> "l";
            case RETRYING -> "t";
            case HELD -> "h";
        };
    }
}
