package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.launcher.JavaHome;
import io.github.parallelconsumer.launcher.JavaSearch;
import java.nio.file.Path;
import java.util.Comparator;

/** The Java that a row asks for. Stateless. */
final class Jdks {

    private Jdks() {}

    /** Where that of the feature version is; this program's own for 0. */
    static Path home(int feature) {
        if (feature == 0 || feature == Runtime.version().feature()) {
            return Path.of(System.getProperty("java.home"));
        }
        return JavaSearch.ofThisMachine().homes().stream()
                .filter(home -> home.version().feature() == feature)
                .max(Comparator.comparing(JavaHome::version))
                .map(home -> home.java().resolve("../..").normalize())
                .orElseThrow(() -> new IllegalStateException("there is no JDK " + feature + " on this machine"));
    }
}
