package io.github.parallelconsumer.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.internal.lane.LaneTicket.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One dispatching thread and many virtual threads, with assignments that come and go and records that are
 * abandoned at random: at most one part of a lane runs at a time, in the order of delivery, and within one
 * assignment nothing runs after an abandoned record.
 */
class LanesConcurrencyTest {
    private static final int BATCHES = 2_000;
    private static final int KEYS = 12;

    private final Lanes<Part> lanes = new Lanes<>();
    private final Queue<Part> ended = new ConcurrentLinkedQueue<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final KeyState[] states = new KeyState[KEYS];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void parts_randomBatchesAndAssignments_runOneAtATimeAndInOrder(long seed) {
        var random = new Random(seed);
        for (int key = 0; key < KEYS; key++) {
            states[key] = new KeyState();
        }
        Object assignment = new Object();
        int dispatched = 0;
        int retired = 0;
        for (int batch = 1; batch <= BATCHES; batch++) {
            if (random.nextInt(50) == 0) {
                lanes.forget(assignment);
                assignment = new Object();
            }
            dispatched += dispatch(batch, assignment, random);
            retired += retireEnded();
        }
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        retired += retireEnded();
        lanes.forget(assignment);

        assertThat(violations).as("seed %d", seed).isEmpty();
        assertThat(retired).as("seed %d", seed).isEqualTo(dispatched);
        assertThat(lanes.size()).as("seed %d", seed).isZero();
    }

    private int dispatch(int batch, Object assignment, Random random) {
        var parts = new ArrayList<Part>();
        for (int record = random.nextInt(1, 20); record > 0; record--) {
            int key = random.nextInt(KEYS);
            Lane<Part> lane = lanes.lane("partition", new byte[] {(byte) key});
            Part part = lane.part(batch);
            if (part == null) {
                part = new Part(lane, lane.append(assignment), assignment, states[key], batch, random.nextInt(4));
                part.abandons = random.nextInt(40) == 0;
                lane.part(batch, part);
                parts.add(part);
            }
            part.records++;
        }
        parts.forEach(part -> threads.add(Thread.ofVirtual().start(part)));
        return parts.size();
    }

    private int retireEnded() {
        int count = 0;
        for (Part part = ended.poll(); part != null; part = ended.poll()) {
            lanes.retire(part.lane, part.ticket);
            count++;
        }
        return count;
    }

    /** What the parts of one key tell each other; plain fields on purpose, so that tickets alone publish them. */
    private static final class KeyState {
        private boolean running;
        private int lastBatch;
        private Object abandonedAssignment = this;
    }

    private final class Part implements Runnable {
        private final Lane<Part> lane;
        private final LaneTicket ticket;
        private final Object assignment;
        private final KeyState state;
        private final int batch;
        private final int pauses;
        private boolean abandons;
        private int records;

        Part(Lane<Part> lane, LaneTicket ticket, Object assignment, KeyState state, int batch, int pauses) {
            this.lane = lane;
            this.ticket = ticket;
            this.assignment = assignment;
            this.state = state;
            this.batch = batch;
            this.pauses = pauses;
        }

        @Override
        public void run() {
            try {
                End end = ticket.awaitPredecessor();
                if (end == End.DONE) {
                    runRecords();
                    end = abandons ? End.ABANDONED : End.DONE;
                }
                ticket.end(end);
            } catch (RuntimeException | Error e) {
                violations.add("batch " + batch + ": " + e);
            }
            ended.add(this);
        }

        @SuppressWarnings({"ReferenceEquality", "ThreadPriorityCheck"}) // the yield widens races, no more
        private void runRecords() {
            check(!state.running, "two parts of a lane at once");
            state.running = true;
            check(state.lastBatch < batch, "ran after batch " + state.lastBatch);
            check(state.abandonedAssignment != assignment, "ran after an abandoned record");
            check(records > 0, "dispatched without records");
            for (int i = 0; i < pauses; i++) {
                Thread.yield();
            }
            state.lastBatch = batch;
            if (abandons) {
                state.abandonedAssignment = assignment;
            }
            state.running = false;
        }

        private void check(boolean holds, String violation) {
            if (!holds) {
                violations.add("batch " + batch + " " + violation);
            }
        }
    }
}
