package io.github.parallelconsumer.internal.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list that fails shorter while it still fails: leaves out halves, then smaller parts, then single ones. Stateless. */
final class Shrinker {

    private Shrinker() {}

    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        var shortest = failing;
        for (int part = Math.max(1, failing.size() / 2); part > 0; part /= 2) {
            boolean shorter = true;
            while (shorter) {
                var before = shortest;
                shortest = leaveOut(before, part, fails);
                shorter = shortest.size() < before.size();
            }
        }
        return shortest;
    }

    private static <T> List<T> leaveOut(List<T> failing, int part, Predicate<List<T>> fails) {
        var shortest = failing;
        for (int from = 0; from < shortest.size(); ) {
            var without = new ArrayList<>(shortest.subList(0, from));
            without.addAll(shortest.subList(Math.min(shortest.size(), from + part), shortest.size()));
            if (fails.test(without)) {
                shortest = without;
            } else {
                from += part;
            }
        }
        return shortest;
    }
}
