package io.github.parallelconsumer.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** A Java of this machine. Compiled for Java 11. Immutable. */
public final class JavaHome {

    /** The oldest version that runs the programs. */
    static final int NEEDED = 21;

    private final Runtime.Version version;
    private final Path java;

    private JavaHome(Runtime.Version version, Path java) {
        this.version = version;
        this.java = java;
    }

    /** The Java in this directory; nothing if there is none, or none that can be told to be one. */
    static Optional<JavaHome> in(Path directory) {
        Path java = directory.resolve("bin").resolve("java");
        if (!Files.isExecutable(java)) {
            java = directory.resolve("bin").resolve("java.exe");
        }
        if (!Files.isExecutable(java)) {
            return Optional.empty();
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve("release"))) {
            release.load(reader);
            String text = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Optional.of(new JavaHome(Runtime.Version.parse(text), java.toRealPath()));
        } catch (IOException | IllegalArgumentException e) {
            // No release file, or that of a Java 8, whose version has another form: too old in any case.
            return Optional.empty();
        }
    }

    /** The version that its release file names. */
    public Runtime.Version version() {
        return version;
    }

    /** The program to start, without symbolic links. */
    public Path java() {
        return java;
    }

    /** Whether the programs of this project run on it. */
    public boolean isNewEnough() {
        return version.feature() >= NEEDED;
    }

    @Override
    public String toString() {
        return "Java " + version + " (" + java + ")";
    }
}
