package io.github.parallelconsumer.bench;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * What {@code java -jar} starts: the comparison if the first argument says so, else JMH. Compiled for Java 11, to say
 * there what is missing. Runs on the main thread.
 */
public final class Launcher {

    private static final int NEEDED = 21;
    private static final String JAR = "parallel-consumer-bench/target/benchmarks.jar";
    private static final String COMPARE = "compare";

    private Launcher() {}

    /**
     * Runs the comparison or JMH.
     *
     * @param args passed on, but for a leading {@code compare}
     * @throws Throwable what those throw
     */
    public static void main(String[] args) throws Throwable {
        int version = Runtime.version().feature();
        if (version < NEEDED) {
            System.err.println("benchmarks: needs Java " + NEEDED + " or later; this is Java " + version
                    + ". Type: /path/to/jdk-" + NEEDED + "/bin/java -jar " + JAR + " " + String.join(" ", args));
            System.exit(1);
        }
        if (args.length > 0 && args[0].equals(COMPARE)) {
            run("io.github.parallelconsumer.bench.Compare", Arrays.copyOfRange(args, 1, args.length));
        } else {
            run("org.openjdk.jmh.Main", args);
        }
    }

    /** By name: these classes are not there when this one is compiled, and need a newer Java than it. */
    private static void run(String main, String[] args) throws Throwable {
        try {
            Class.forName(main).getDeclaredMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
