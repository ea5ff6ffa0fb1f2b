package io.github.parallelconsumer.internal.sim;

import io.github.parallelconsumer.internal.sim.Op.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws the decisions of a simulation. Stateless. */
final class Script {

    private static final int MOST_DECISIONS = 140;
    /** Each kind as often as it is to be drawn. */
    private static final List<Kind> DRAWN = weighted();

    private Script() {}

    static List<Op> draw(Random random, int partitions) {
        var ops = new ArrayList<Op>();
        for (int p = 0; p < partitions; p++) {
            ops.add(new Op(Kind.APPEND, p, 1 + random.nextInt(12), false));
            ops.add(new Op(Kind.ASSIGN, p, 0, false));
        }
        int decisions = 10 + random.nextInt(MOST_DECISIONS);
        boolean looks = random.nextBoolean();
        for (int i = 0; i < decisions; i++) {
            var kind = DRAWN.get(random.nextInt(DRAWN.size()));
            int times = random.nextInt(random.nextInt(4) == 0 ? 12 : 3);
            ops.add(new Op(kind, random.nextInt(1 << 16), times, looks || random.nextInt(3) == 0));
        }
        return ops;
    }

    private static List<Kind> weighted() {
        var drawn = new ArrayList<Kind>();
        for (var kind : Kind.values()) {
            int weight = switch (kind) {
                case TURN -> 40;
                case FINISH -> 35;
                case FAIL -> 14;
                case TICK -> 12;
                case APPEND, COMMIT, LETTER -> 8;
                case ASSIGN -> 6;
                case SKIP, REVOKE -> 4;
                case BURY, LOSE, ELSEWHERE -> 3;
                case PAUSE, UNREADABLE, CRASH, CLOSE -> 1;
            };
            for (int i = 0; i < weight; i++) {
                drawn.add(kind);
            }
        }
        return drawn;
    }
}
