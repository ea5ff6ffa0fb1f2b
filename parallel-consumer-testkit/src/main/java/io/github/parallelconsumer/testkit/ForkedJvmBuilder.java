package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes a {@link ForkedJvm} and starts it. Confined to one thread; can start several. */
public final class ForkedJvmBuilder {
    /**
     * A terminal sends Ctrl-C, and its own end, to the parent and to all its children at once, and only the parent knows in
     * which order they have to end. A signal that is ignored stays so in the program that the shell becomes; the process
     * keeps its id.
     */
    private static final List<String> IGNORE_TERMINAL = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final String mainClass;
    private final List<String> args = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final Map<String, String> systemProperties = new TreeMap<>();
    private String classPath = System.getProperty("java.class.path");
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private @Nullable Path output;

    ForkedJvmBuilder(String mainClass) {
        this.mainClass = mainClass;
    }

    /** Adds arguments of the main method. */
    public ForkedJvmBuilder args(String... more) {
        args.addAll(List.of(more));
        return this;
    }

    /** Adds options of the JVM, such as {@code -Xmx1g}. */
    public ForkedJvmBuilder jvmOptions(String... more) {
        jvmOptions.addAll(List.of(more));
        return this;
    }

    /** Sets a system property of the JVM. Those of this JVM are not inherited. */
    public ForkedJvmBuilder systemProperty(String name, String value) {
        systemProperties.put(name, value);
        return this;
    }

    /** Replaces this JVM's class path, which is the default. It has to contain the test kit. */
    public ForkedJvmBuilder classPath(String path) {
        classPath = path;
        return this;
    }

    /** Replaces the home of the running JVM, which is the default. */
    public ForkedJvmBuilder javaHome(Path home) {
        java = home.resolve("bin").resolve("java");
        return this;
    }

    /** Appends what it writes to this file, which is kept; by default it goes to a temporary one. */
    public ForkedJvmBuilder output(Path file) {
        output = file;
        return this;
    }

    /** Starts the JVM; does not wait for anything. */
    public ForkedJvm start() {
        Path own = output == null ? Directories.temporary("forked-jvm-") : null;
        Path file = own == null ? Objects.requireNonNull(output) : own.resolve("output.log");
        OutputFile reader = OutputFile.from(file);
        try {
            Process process = new ProcessBuilder(command(own))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(file.toFile()))
                    .start();
            return new ForkedJvm(process, reader, own);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + java, e);
        }
    }

    private List<String> command(@Nullable Path own) {
        List<String> command = new ArrayList<>(IGNORE_TERMINAL);
        command.add(java.toString());
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        command.addAll(jvmOptions);
        if (own != null) {
            command.add("-D" + ParentWatch.DELETE_PROPERTY + "=" + own);
        }
        systemProperties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-cp");
        command.add(classPath);
        command.add(ForkedMain.class.getName());
        command.add(mainClass);
        command.addAll(args);
        return command;
    }
}
