package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.api.SkipRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One run: carries out decisions one after another, on the consumer's place in the world, and checks after each. Confined to
 * the simulation's carrier.
 */
final class Simulation {

    private static final Duration BESIDE_RELEASE = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(61);
    private static final int MOST_ROUNDS = 300;

    /** Thrown through the consumer where its process dies. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;

        final boolean arrived;

        Death(boolean arrived) {
            super(null, null, false, false);
            this.arrived = arrived;
        }
    }

    private final Setup setup;
    private final List<Op> ops;
    private final List<String> trace = new ArrayList<>();
    private final List<TopicPartition> partitions;
    private final Broker broker;
    private final SimClock clock = new SimClock(this::besideRelease);
    private SimProcess process;
    private int next;
    private boolean inHook;
    private boolean userPaused;

    Simulation(Setup setup, List<Op> ops) {
        this.setup = setup;
        this.ops = ops;
        broker = new Broker(setup);
        partitions = List.copyOf(broker.partitions());
    }

    /** What happened, a line for each decision. */
    List<String> trace() {
        return trace;
    }

    void run() {
        try {
            process = new SimProcess(setup, broker, clock);
            while (next < ops.size()) {
                var op = ops.get(next++);
                guarded(() -> perform(op));
                if (op.look()) {
                    process.look();
                } else {
                    process.ledger.unseen();
                }
            }
            finish();
        } catch (Violation violation) {
            trace.add("=> " + violation.getMessage());
            trace.add(String.valueOf(process == null ? "" : process.ledger));
            throw violation;
        } finally {
            cleanUp();
        }
    }

    /** A step during which the process may die, or end because it has failed. */
    private void guarded(Runnable step) {
        try {
            step.run();
            if (process.hasFailed()) {
                note("the consumer ends on its failure");
                restart();
            }
        } catch (Death death) {
            note("the process dies");
            process.die(death.arrived);
            begin();
        } catch (RuntimeException e) {
            throw new Violation("the consumer thread met " + e, e);
        }
    }

    private void restart() {
        process.close();
        begin();
    }

    private void begin() {
        broker.newClient();
        userPaused = false;
        process = new SimProcess(setup, broker, clock);
    }

    private void perform(Op op) {
        var partition = partitions.get(op.which() % partitions.size());
        switch (op.kind()) {
            case TURN -> {
                note("turn");
                clock.advance(Duration.ofMillis(op.times() == 0 ? 0 : 100));
                process.turn();
            }
            case APPEND -> {
                note("append %d to %s, drawn by %d".formatted(op.times() + 1, partition, op.which()));
                broker.append(partition, op.times() + 1, op.which());
            }
            case FINISH -> end(op, op.times() + 1, 0);
            case FAIL, SKIP, BURY -> end(op, op.times(), 1);
            case TICK -> tick(Duration.ofSeconds(op.times() == 0 ? 61 : op.times()));
            case LETTER -> letter(op);
            case COMMIT -> commit(op);
            case ASSIGN, REVOKE, LOSE, ELSEWHERE -> rebalance(op, partition);
            case PAUSE -> {
                userPaused = !userPaused;
                note("user pauses: %s".formatted(userPaused));
                process.userPaused(userPaused);
            }
            case UNREADABLE -> {
                note("committed offsets cannot be read");
                process.source.unreadable = true;
            }
            case CRASH -> throw new Death(op.which() % 2 == 0);
            case CLOSE -> {
                note("close");
                restart();
            }
        }
    }

    private void rebalance(Op op, TopicPartition partition) {
        int times = op.times();
        boolean here = process.ledger.current.containsKey(partition);
        switch (op.kind()) {
            case ASSIGN -> {
                if (!here) {
                    note("assign %s".formatted(partition));
                    broker.client().assign(partition);
                    process.turn();
                }
            }
            case REVOKE -> {
                if (here) {
                    note("revoke %s%s".formatted(partition, times > 0 ? ", assign" : ""));
                    broker.client().revoke(partition);
                    goes(partition, times > 0);
                }
            }
            case LOSE -> {
                if (here) {
                    note("lose %s%s".formatted(partition, times > 0 ? ", assign" : ""));
                    process.source.fence(List.of(partition));
                    broker.client().lose(partition);
                    goes(partition, times > 0);
                }
            }
            default -> {
                if (!here) {
                    note("another member finishes some of %s, drawn by %d".formatted(partition, op.which()));
                    broker.finishElsewhere(partition, op.which());
                }
            }
        }
    }

    private void goes(TopicPartition partition, boolean comesBack) {
        if (comesBack) {
            broker.client().assign(partition);
        }
        clock.advance(Duration.ofMillis(100));
        process.turn();
        process.source.fence(List.of(partition));
    }

    private void end(Op op, int successes, int failures) {
        for (int i = 0; i < successes + failures; i++) {
            var running = process.running();
            if (running.isEmpty()) {
                return;
            }
            var call = running.get(op.which() % running.size());
            var failure = i < successes ? null : failure(op.kind());
            note("%s %s".formatted(failure == null ? "finish" : op.kind().toString(), call));
            call.end(failure);
            process.settle();
        }
    }

    private static @Nullable Exception failure(Op.Kind kind) {
        return switch (kind) {
            case FAIL -> new IllegalStateException("told to fail");
            case SKIP -> new SkipRecordException("told to skip");
            case BURY -> new DeadLetterException(new IllegalStateException("told to bury"));
            default -> null;
        };
    }

    private void tick(Duration time) {
        note("%d s pass".formatted(time.toSeconds()));
        clock.advance(time);
        process.settle();
    }

    private void letter(Op op) {
        var open = process.sink.open;
        if (!open.isEmpty()) {
            var sent = open.get(op.which() % open.size());
            boolean stores = op.times() != 1;
            note("letter of %s is stored: %s".formatted(sent.letter().record().offset(), stores));
            process.answer(sent, stores);
            process.settle();
        }
    }

    private void commit(Op op) {
        var fates = SimSource.Fate.values();
        var fate = fates[op.which() % fates.length];
        boolean rarely = fate == SimSource.Fate.FENCED && op.times() == 0;
        note("commit: %s".formatted(rarely ? SimSource.Fate.LATE : fate));
        process.source.decide(rarely ? SimSource.Fate.LATE : fate);
    }

    /** The consumer thread reads the clock: while it gives partitions up, time passes and handlers end meanwhile. */
    private void besideRelease() {
        if (inHook || process == null || process.ledger.dead() || !process.ledger.releasing()) {
            return;
        }
        inHook = true;
        try {
            process.settle();
            if (next < ops.size() && ops.get(next).kind().besideRelease()) {
                note("meanwhile:");
                perform(ops.get(next++));
            } else {
                clock.advance(BESIDE_RELEASE);
            }
            process.ledger.unseen();
            process.stayAwake();
        } finally {
            inHook = false;
        }
    }

    /** Lets all of it end well, which has to succeed. */
    private void finish() {
        note("all goes well from here on");
        process.source.nextFate = SimSource.Fate.STORED;
        process.source.decide(SimSource.Fate.STORED);
        process.userPaused(false);
        for (int round = 0;
                !broker.allFinishedAndCommitted()
                        || process.ledger.pending().findAny().isPresent();
                round++) {
            if (round > MOST_ROUNDS) {
                throw new Violation("not everything is finished and committed in the end");
            }
            guarded(this::goWell);
            process.look();
        }
        guarded(process::close);
    }

    private void goWell() {
        for (var partition : partitions) {
            if (!process.ledger.current.containsKey(partition)) {
                broker.client().assign(partition);
            }
        }
        process.running().forEach(call -> call.end(null));
        process.settle();
        List.copyOf(process.sink.open).forEach(sent -> process.answer(sent, true));
        process.settle();
        clock.advance(LONG);
        process.settle();
        process.turn();
    }

    private void cleanUp() {
        if (process != null && !process.isOver()) {
            inHook = true;
            process.die(false);
        }
    }

    private void note(String line) {
        trace.add((inHook ? "    " : "") + line);
    }
}
