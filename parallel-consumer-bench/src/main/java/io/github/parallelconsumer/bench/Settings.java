package io.github.parallelconsumer.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to compare, and how. Immutable.
 *
 * @param rounds how often each row runs
 * @param warmUps how often the topic is read by a handler that does not sleep, before it counts
 * @param window what is measured of a handler that sleeps; none to measure it as the others
 * @param jvmOptions of the JVM of each run
 * @param recordings where to keep a flight recording of each run
 */
record Settings(
        Workload workload,
        List<Row> rows,
        int rounds,
        int warmUps,
        Optional<Window.Timed> window,
        List<String> jvmOptions,
        Optional<Path> recordings) {

    int warmUpsOf(Row row) {
        return row.sleeps() ? 0 : warmUps;
    }

    Window windowOf(Row row) {
        return row.sleeps() && window.isPresent() ? window.get() : Window.Records.of(workload.records());
    }
}
