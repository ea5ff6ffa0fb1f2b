package io.github.parallelconsumer.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * What {@code java -jar} starts: runs the class that the jar's manifest names, here or on a newer Java of this machine,
 * or says which Java it needs. Compiled for Java 11. Runs on the main thread.
 */
public final class Launcher {

    /** The name in the manifest under which the class to run stands. */
    private static final String LAUNCHED_CLASS = "Launched-Class";
    /** More than a program takes to end in order. */
    private static final long LONGEST_END_SECONDS = 40;

    private static final int FAILED = 1;
    private static final int NO_JAVA = 4;

    private Launcher() {}

    /**
     * Runs the program.
     *
     * @param args passed on
     * @throws Exception if the jar cannot be read
     */
    public static void main(String[] args) throws Exception {
        if (Runtime.version().feature() >= JavaHome.NEEDED) {
            LauncherWatch.start();
            runHere(args);
        } else {
            System.exit(runElsewhere(args));
        }
    }

    /** By name: the class is compiled for a newer Java than this one. */
    private static void runHere(String[] args) throws Exception {
        Method main = Class.forName(launchedClass()).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            System.err.println(name() + ": " + e.getCause());
            System.exit(FAILED);
        }
    }

    private static int runElsewhere(String[] args) throws InterruptedException, URISyntaxException {
        List<JavaHome> found = JavaSearch.ofThisMachine().homes();
        Optional<JavaHome> best = JavaSearch.best(found, System.getenv("JAVA_HOME"));
        if (best.isEmpty() || System.getProperty(LauncherWatch.PID_PROPERTY) != null) {
            System.err.println(NoJava.message(name(), Runtime.version(), found, jar(), List.of(args)));
            return NO_JAVA;
        }
        try {
            return run(command(best.get(), args));
        } catch (IOException e) {
            System.err.println(name() + ": could not start " + best.get() + ": " + e.getMessage());
            return NO_JAVA;
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process launched = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(launched), "end-launched"));
        return launched.waitFor();
    }

    /** A signal to this process is one to the program, which cleans up. */
    private static void end(Process launched) {
        launched.destroy();
        try {
            if (!launched.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                launched.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launched.destroyForcibly();
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
        command.add("-D" + LauncherWatch.PID_PROPERTY + "="
                + ProcessHandle.current().pid());
        command.add("-jar");
        command.add(jar().toString());
        command.addAll(List.of(args));
        return command;
    }

    private static String launchedClass() throws IOException, URISyntaxException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            return jar.getManifest().getMainAttributes().getValue(LAUNCHED_CLASS);
        }
    }

    /** The jar's name is the program's. */
    private static String name() throws URISyntaxException {
        return jar().getFileName().toString().replaceFirst("\\.jar$", "");
    }

    private static Path jar() throws URISyntaxException {
        return Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
