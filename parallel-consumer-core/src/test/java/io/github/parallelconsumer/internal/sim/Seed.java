package io.github.parallelconsumer.internal.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A seed, the setup and the decisions drawn from it, and what becomes of them. Confined to the simulation's carrier. */
final class Seed {

    private final long seed;
    private final Setup setup;
    private final List<Op> ops;

    Seed(long seed) {
        this.seed = seed;
        var random = new Random(seed);
        random.nextInt(); // the first ones of neighbouring seeds resemble each other
        setup = Setup.draw(random);
        ops = Script.draw(random, setup.partitions());
    }

    /** Runs it; null when nothing is wrong, else what is, with the shortest decisions that show it. */
    @Nullable
    String failure() {
        if (violation(ops, new ArrayList<>()) == null) {
            return null;
        }
        var shortest = Shrinker.shrink(ops, fewer -> violation(fewer, new ArrayList<>()) != null);
        var trace = new ArrayList<String>();
        var violation = violation(shortest, trace);
        return "seed %d, replay with -Dsim.seed=%d\n%s\n%s\n%s"
                .formatted(seed, seed, setup, String.join("\n", trace), violation);
    }

    /** Every decision and its consequence. */
    List<String> trace() {
        var trace = new ArrayList<String>();
        violation(ops, trace);
        return trace;
    }

    private @Nullable Violation violation(List<Op> some, List<String> trace) {
        var simulation = new Simulation(setup, some);
        try {
            simulation.run();
            return null;
        } catch (Violation e) {
            return e;
        } finally {
            trace.addAll(simulation.trace());
        }
    }
}
