package io.github.parallelconsumer.demo.viewer;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Partitions came or went. Immutable.
 *
 * @param kind ASSIGNED, or why they went: REVOKED, LOST, CLOSED
 * @param partitions which
 * @param finished records that had been running and finished before they went
 * @param dropped records that had not begun, and come again at the next owner
 * @param millis how long the giving up took
 */
public record RebalanceEvent(String kind, List<String> partitions, int finished, int dropped, long millis) {

    /** Refuses one that lacks something: it comes from the network. */
    public RebalanceEvent {
        requireNonNull(kind, "kind");
        partitions = List.copyOf(partitions);
    }
}
