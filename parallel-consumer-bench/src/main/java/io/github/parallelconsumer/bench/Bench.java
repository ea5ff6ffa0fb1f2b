package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.bench.peers.Compare;
import java.io.IOException;
import java.util.Arrays;

/** The main class: a comparison or the test of isolation if the first argument says so, else JMH. Runs on the main thread. */
final class Bench {

    private static final String COMPARE = "compare";
    private static final String ISOLATION = "isolation";

    private Bench() {}

    /** Called by name from the launcher, which is compiled for older versions of Java. */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals(COMPARE)) {
            Compare.main(Arrays.copyOfRange(args, 1, args.length));
        } else if (args.length > 0 && args[0].equals(ISOLATION)) {
            Isolation.main(Arrays.copyOfRange(args, 1, args.length));
        } else {
            org.openjdk.jmh.Main.main(args);
        }
    }
}
