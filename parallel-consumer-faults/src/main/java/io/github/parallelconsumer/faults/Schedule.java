package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.Step.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws what is done to members and brokers, as a matter of the seed alone: the same seed, time and number of nodes make the
 * same steps. There is always a member that runs and is not stopped, at most one broker is down or cannot be reached, and in
 * the end all that is stopped goes on. Confined to one draw.
 */
final class Schedule {

    private static final int MOST_MEMBERS = 4;
    private static final int FIRST_MEMBERS = 3;
    private static final long BEGIN = 5_000;
    private static final long FIRST_LETTERS = 12_000;
    /** More than a partition may be without progress, so that there is time to see it. */
    private static final int CALM = 25_000;

    private final Random random;
    private final long end;
    private final int nodes;
    private final List<Step> steps = new ArrayList<>();
    /** What ends later, by its time. */
    private final TreeMap<Long, Step> ends = new TreeMap<>();

    private final TreeSet<String> healthy = new TreeSet<>();
    private int members;
    private boolean lettersDown = true;
    private boolean brokerAway;

    private Schedule(long seed, long millis, int nodes) {
        random = new Random(seed);
        end = millis;
        this.nodes = nodes;
    }

    /** The steps of a run, in the order of time. */
    static List<Step> of(long seed, long millis, int nodes) {
        return new Schedule(seed, millis, nodes).draw();
    }

    private List<Step> draw() {
        for (int i = 0; i < FIRST_MEMBERS; i++) {
            join(0);
        }
        later(Math.min(FIRST_LETTERS, end / 4), Action.LETTERS_UP, "");
        for (long now = BEGIN; now < end; now += random.nextInt(10) == 0 ? CALM : 1_000 + random.nextInt(5_000)) {
            endUntil(now);
            act(now);
        }
        endUntil(Long.MAX_VALUE);
        steps.sort(Comparator.comparingLong(Step::millis));
        return List.copyOf(steps);
    }

    private void endUntil(long now) {
        while (!ends.isEmpty() && ends.firstKey() <= now) {
            var step = ends.pollFirstEntry().getValue();
            steps.add(step);
            switch (step.action()) {
                case THAW -> healthy.add(step.subject());
                case LETTERS_UP -> lettersDown = false;
                case BROKER_START, NETWORK_RESTORED -> brokerAway = false;
                case JOIN,
                        LEAVE,
                        KILL,
                        FREEZE,
                        PAUSE,
                        LETTERS_DOWN,
                        BROKER_KILL,
                        NETWORK_CUT,
                        NETWORK_DELAY,
                        NETWORK_SILENT,
                        MOVE_LEADERS -> throw new IllegalStateException("nothing ends with " + step);
            }
        }
    }

    private void act(long now) {
        if (healthy.size() < 2) {
            join(now);
            return;
        }
        switch (random.nextInt(nodes > 1 ? 20 : 14)) {
            case 0, 1, 2 -> joinOrLeave(now);
            case 3 -> leave(now);
            case 4, 5, 6 -> add(now, Action.KILL, take());
            case 7, 8 -> stop(now, Action.FREEZE, 8_000 + random.nextInt(3_000));
            case 9 -> stop(now, Action.PAUSE, 500 + random.nextInt(2_500));
            case 10 -> lettersDown(now);
            case 11 -> add(now, Action.NETWORK_CUT, broker());
            case 12 -> away(now, Action.NETWORK_DELAY, Action.NETWORK_RESTORED);
            case 13 -> away(now, Action.NETWORK_SILENT, Action.NETWORK_RESTORED);
            case 14, 15, 16 -> away(now, Action.BROKER_KILL, Action.BROKER_START);
            default -> add(now, Action.MOVE_LEADERS, "");
        }
    }

    private void joinOrLeave(long now) {
        if (healthy.size() < MOST_MEMBERS) {
            join(now);
        } else {
            leave(now);
        }
    }

    private void join(long now) {
        var name = "m" + members++;
        healthy.add(name);
        add(now, Action.JOIN, name);
    }

    private void leave(long now) {
        add(now, Action.LEAVE, take());
    }

    private void stop(long now, Action action, long millis) {
        var name = take();
        add(now, action, name);
        later(now + millis, Action.THAW, name);
    }

    private void lettersDown(long now) {
        if (!lettersDown) {
            lettersDown = true;
            add(now, Action.LETTERS_DOWN, "");
            later(now + 5_000 + random.nextInt(5_000), Action.LETTERS_UP, "");
        }
    }

    private void away(long now, Action begin, Action over) {
        if (!brokerAway) {
            brokerAway = true;
            var broker = broker();
            add(now, begin, broker);
            later(now + 1_000 + random.nextInt(9_000), over, broker);
        }
    }

    private String broker() {
        return Integer.toString(random.nextInt(nodes));
    }

    private String take() {
        var name = healthy.stream()
                .skip(random.nextInt(healthy.size()))
                .findFirst()
                .orElseThrow();
        healthy.remove(name);
        return name;
    }

    private void add(long now, Action action, String subject) {
        steps.add(new Step(now, action, subject));
    }

    private void later(long at, Action action, String subject) {
        long free = at;
        while (ends.containsKey(free)) {
            free++;
        }
        ends.put(free, new Step(free, action, subject));
    }
}
