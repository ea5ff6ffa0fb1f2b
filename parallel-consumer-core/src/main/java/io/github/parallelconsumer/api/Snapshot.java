package io.github.parallelconsumer.api;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * A view of a consumer at one moment, made by the consumer thread at most ten times a second. Immutable; its size is
 * bounded by the number of assigned partitions, of which each has at most {@link OffsetStrip#MOST_CELLS} cells.
 *
 * @param state where the consumer stands in its life
 * @param inFlight records polled and not yet finished, those of partitions given up and those held included
 * @param inFlightBytes the bytes of their keys, values and headers; without {@code heldBytes} they count against {@code
 *     maxInFlightBytes}
 * @param held those of them that are held: they failed and wait for a retry, or queue in a lane behind one that does. They
 *     do not count against {@code maxInFlight} but against {@code maxHeld}. A record stays held until it is finished, so
 *     what had queued behind a record that has succeeded meanwhile is still included
 * @param heldBytes the bytes of the keys, values and headers of what is held
 * @param permitsInUse records being handled, at most {@code maxConcurrency}
 * @param finished records finished since the start
 * @param partitions one entry for each assigned partition, by topic and number
 */
public record Snapshot(
        ConsumerState state,
        int inFlight,
        long inFlightBytes,
        int held,
        long heldBytes,
        int permitsInUse,
        long finished,
        List<PartitionView> partitions) {

    /**
     * One assigned partition.
     *
     * @param partition which
     * @param watermark the lowest unfinished offset, or the next to be polled when all are finished; -1 before the first
     *     record
     * @param committed the offset that the broker last acknowledged under this assignment; -1 when none yet
     * @param incomplete records polled and unfinished
     * @param finishedAboveWatermark records finished that cannot be committed yet
     * @param held records that are held by failing lanes
     * @param paused whether intake of this partition is paused
     * @param strip its offsets as a row of cells. Drawn only while someone asks: after a second without
     *     any snapshot it is missing until the next view, at most a second, and before the first poll of the partition
     */
    public record PartitionView(
            TopicPartition partition,
            long watermark,
            long committed,
            int incomplete,
            long finishedAboveWatermark,
            int held,
            boolean paused,
            Optional<OffsetStrip> strip) {}
}
