package io.github.parallelconsumer.faults.check;

import java.util.List;

/**
 * Whether a guarantee held. Immutable.
 *
 * @param guarantee in a few words
 * @param told what was looked at, with counts
 * @param violations the first few, each with the lines that show it; none if it held
 */
public record Finding(String guarantee, String told, List<String> violations) {

    private static final int MOST_SHOWN = 5;

    static Finding of(String guarantee, String told, List<String> violations) {
        return new Finding(
                guarantee,
                violations.isEmpty() ? told : told + "; " + violations.size() + " violation(s)",
                violations.stream().limit(MOST_SHOWN).toList());
    }

    /** Whether nothing spoke against it. */
    public boolean held() {
        return violations.isEmpty();
    }

    @Override
    public String toString() {
        var line = "%-7s %-34s %s".formatted(held() ? "held" : "BROKEN", guarantee, told);
        return held() ? line : line + "\n  " + String.join("\n  ", violations);
    }
}
