package io.github.parallelconsumer.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What {@code java -jar} starts: runs the demo here, or on a newer Java of this machine, or says which Java it needs.
 * Compiled for Java 11. Runs on the main thread.
 */
public final class Launcher {

    static final int NO_JAVA = 4;

    private static final String DEMO = "io.github.parallelconsumer.demo.Demo";
    private static final String JAR = "demo/target/parallel-consumer-demo.jar";
    /** The demo ends itself when this process is gone. */
    private static final String PID_PROPERTY = "parallelconsumer.demo.launcher";
    /** More than the demo takes to end in order. */
    private static final long LONGEST_END_SECONDS = 40;

    private Launcher() {}

    /**
     * Runs the demo.
     *
     * @param args passed on
     * @throws Exception never, as far as the demo knows
     */
    public static void main(String[] args) throws Exception {
        if (Runtime.version().feature() >= JavaHome.NEEDED) {
            runHere(args);
        } else {
            System.exit(runElsewhere(args));
        }
    }

    /** By name: the class is compiled for a newer Java than this one. */
    private static void runHere(String[] args) throws Exception {
        try {
            Class.forName(DEMO).getDeclaredMethod("start", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            System.err.println("parallel-consumer-demo: " + e.getCause());
            System.exit(1);
        }
    }

    private static int runElsewhere(String[] args) throws InterruptedException, URISyntaxException {
        List<JavaHome> found = JavaSearch.ofThisMachine().homes();
        Optional<JavaHome> best = JavaSearch.best(found, System.getenv("JAVA_HOME"));
        if (best.isEmpty() || System.getProperty(PID_PROPERTY) != null) {
            System.err.println(NoJava.message(Runtime.version(), found, jar(), List.of(args)));
            return NO_JAVA;
        }
        try {
            return run(command(best.get(), args));
        } catch (IOException e) {
            System.err.println("parallel-consumer-demo: could not start " + best.get() + ": " + e.getMessage());
            return NO_JAVA;
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process demo = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(demo), "end-demo"));
        return demo.waitFor();
    }

    /** A signal to this process is one to the demo, which cleans up. */
    private static void end(Process demo) {
        demo.destroy();
        try {
            if (!demo.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                demo.destroyForcibly();
            }
        } catch (InterruptedException e) {
            demo.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(JavaHome home, String[] args) throws URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(home.java().toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // Agents are bound to this process, a debugger's port for one.
            if (option.startsWith("-D") || option.startsWith("-X")) {
                command.add(option);
            }
        }
        command.add("-D" + PID_PROPERTY + "=" + ProcessHandle.current().pid());
        command.add("-jar");
        command.add(jar());
        command.addAll(List.of(args));
        return command;
    }

    private static String jar() throws URISyntaxException {
        Path from = Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return from.toString().endsWith(".jar") ? from.toString() : JAR;
    }
}
