package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.LaneOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What a run is made of. Immutable.
 *
 * @param seed of the schedule, the records and the handlers' conduct
 * @param javaHome of the members
 * @param rate records a second
 */
record RunOptions(long seed, Duration duration, String protocol, LaneOrder order, int nodes, int rate, Path javaHome) {

    /** How many records are sent, if all is well. */
    long records() {
        return duration.toSeconds() * rate;
    }

    /** The command that does the same again, as far as machines do. */
    String replay() {
        return ("java -jar parallel-consumer-faults/target/faults.jar --seed %d --minutes %s --protocol %s --ordering %s"
                        + " --nodes %d --rate %d --java-home %s")
                .formatted(
                        seed,
                        Double.toString(duration.toMillis() / 60_000.0).replaceFirst("\\.0$", ""),
                        protocol,
                        order.name().toLowerCase(Locale.ROOT),
                        nodes,
                        rate,
                        javaHome);
    }
}
