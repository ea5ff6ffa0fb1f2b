package io.github.parallelconsumer.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.github.parallelconsumer.faults.check.Finding;
import io.github.parallelconsumer.faults.check.Guarantees;
import io.github.parallelconsumer.faults.ledger.Fault;
import io.github.parallelconsumer.faults.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What became of the guarantees in a run. Immutable. */
record Verdict(RunOptions options, Ledger ledger, List<Finding> findings) {

    static Verdict of(RunOptions options, Ledger ledger) {
        return new Verdict(options, ledger, Guarantees.check(ledger, FaultRun.BOUNDS));
    }

    boolean allHeld() {
        return findings.stream().allMatch(Finding::held);
    }

    /** For people: a line for each guarantee, and how to see it again. */
    List<String> lines() {
        var faults = ledger.faults().stream().collect(groupingBy(Fault::kind, TreeMap::new, counting()));
        return Stream.of(
                        Stream.of("", "Faults: " + faults),
                        findings.stream().map(Finding::toString),
                        Stream.of((allHeld() ? "All guarantees held: " : "BROKEN: ") + options.replay()))
                .flatMap(lines -> lines)
                .toList();
    }

    /** Writes it beside what it is about. */
    void write(Path directory) throws IOException {
        Files.write(directory.resolve("verdict.txt"), lines());
    }
}
