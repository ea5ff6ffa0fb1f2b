package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.OnMaxHeld;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.internal.exec.Failures;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what failing lanes hold at its bound: there, the partitions that hold records take in no more, and if the user chose
 * so, lanes are given up. Confined to the consumer thread.
 *
 * <p>INV-BOUND-HELD: from the bound until what is held has fallen to three quarters of it, exactly the partitions that
 * hold records are stopped here.
 */
public final class HeldBound {

    private static final Logger LOG = LoggerFactory.getLogger(HeldBound.class);

    private final String name;
    private final int maxRecords;
    private final long maxBytes;
    private final int resumeRecords;
    private final long resumeBytes;
    private final OnMaxHeld policy;
    private final HeldRelief relief;
    private final Partitions partitions;
    private final Set<PartitionState> stopped = new LinkedHashSet<>();
    private boolean reached;

    /**
     * A bound that has not been reached.
     *
     * @param name what log lines call the consumer
     */
    public HeldBound(String name, ParallelConsumerConfig<?, ?> config, Partitions partitions) {
        this.name = name;
        this.partitions = partitions;
        maxRecords = config.maxHeldRecords();
        maxBytes = config.maxHeldBytes();
        resumeRecords = (int) (maxRecords * 3L / 4);
        resumeBytes = maxBytes / 4 * 3;
        policy = config.onMaxHeld();
        relief = new HeldRelief(name, partitions);
    }

    /** Decides anew which partitions are to be stopped. */
    void adjust(HeldTotal held) {
        reached = reached
                ? held.exceeds(resumeRecords, resumeBytes)
                : held.records() >= maxRecords || held.bytes() >= maxBytes;
        if (reached && policy instanceof OnMaxHeld.DeadLetterLane) {
            relief.relieve(resumeRecords, resumeBytes);
        }
        if (reached || !stopped.isEmpty()) {
            stopped.retainAll(partitions.all());
            partitions.all().forEach(this::stopOrLetGo);
        }
    }

    private void stopOrLetGo(PartitionState state) {
        if (reached && state.held().records() > 0) {
            if (stopped.add(state)) {
                LOG.warn("{} {}", name, describe(state));
            }
        } else if (stopped.remove(state)) {
            LOG.info("{} Intake of {} goes on: few enough records are held", name, state.partition());
        }
    }

    /** Whether the partition takes in no more because of the bound. */
    boolean stops(PartitionState state) {
        return reached && stopped.contains(state);
    }

    /** One sentence for each partition that is stopped. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        stopped.forEach(state -> problems.add(describe(state)));
        return problems;
    }

    private String describe(PartitionState state) {
        var held = partitions.held();
        var oldest = state.held().oldest();
        var head = oldest == null ? null : oldest.head();
        return "intake of %s is paused, since %d records (%d bytes) are held by failing lanes, of at most %d (%d bytes)%s"
                .formatted(
                        state.partition(),
                        held.records(),
                        held.bytes(),
                        maxRecords,
                        maxBytes,
                        oldest == null || head == null
                                ? "; its lanes recover"
                                : describe(head, oldest.records(), state.held().lanes() - 1));
    }

    private static String describe(InFlightRecord head, int records, int otherLanes) {
        var lane = head.lane();
        var setback = head.setback();
        return "; %s holds %d of them since offset %d failed %d time(s), the last time with %s; %d more of its lanes wait"
                .formatted(
                        lane == null ? "an unordered record" : "lane %08x".formatted(lane.hash()),
                        records,
                        head.raw().offset(),
                        setback == null ? 0 : setback.attempts(),
                        setback == null ? "no failure" : Failures.describe(setback.failure()),
                        otherLanes);
    }
}
