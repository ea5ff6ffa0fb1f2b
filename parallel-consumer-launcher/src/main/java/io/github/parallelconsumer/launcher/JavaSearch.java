package io.github.parallelconsumer.launcher;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for Java where machines have it. Compiled for Java 11. Immutable. */
public final class JavaSearch {

    /** JAVA_HOME, JDK21_HOME, JAVA21_HOME, JAVA_HOME_21_X64 and the like. */
    private static final Pattern VARIABLE = Pattern.compile("JAVA_HOME(_.*)?|(JAVA|JDK)_?[0-9]+_HOME");

    private final Map<String, String> environment;
    private final Path root;
    private final Path userHome;

    JavaSearch(Map<String, String> environment, Path root, Path userHome) {
        this.environment = environment;
        this.root = root;
        this.userHome = userHome;
    }

    /** Looks in the places of this machine. */
    public static JavaSearch ofThisMachine() {
        return new JavaSearch(System.getenv(), Path.of("/"), Path.of(System.getProperty("user.home")));
    }

    /** All that were found, each once. */
    public List<JavaHome> homes() {
        Map<Path, JavaHome> homes = new LinkedHashMap<>();
        for (Path directory : directories()) {
            JavaHome.in(directory).ifPresent(home -> homes.putIfAbsent(home.java(), home));
        }
        return new ArrayList<>(homes.values());
    }

    /** The one that JAVA_HOME names if it is new enough, else the newest; nothing if none is new enough. */
    static Optional<JavaHome> best(List<JavaHome> found, @Nullable String javaHome) {
        Optional<JavaHome> chosen = path(javaHome).flatMap(JavaHome::in).filter(JavaHome::isNewEnough);
        return chosen.isPresent()
                ? chosen
                : found.stream().filter(JavaHome::isNewEnough).max(Comparator.comparing(JavaHome::version));
    }

    private List<Path> directories() {
        List<Path> all = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (VARIABLE.matcher(name).matches()) {
                path(value).ifPresent(all::add);
            }
        });
        all.addAll(children(root.resolve("usr/lib/jvm")));
        all.addAll(children(root.resolve("usr/java")));
        all.addAll(children(root.resolve("opt/java")));
        all.addAll(children(userHome.resolve(".jdks")));
        all.addAll(children(userHome.resolve(".sdkman/candidates/java")));
        for (Path base : List.of(root, userHome)) {
            for (Path bundle : children(base.resolve("Library/Java/JavaVirtualMachines"))) {
                all.add(bundle.resolve("Contents/Home"));
            }
        }
        return all;
    }

    private static Optional<Path> path(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(children::add);
            } catch (IOException | DirectoryIteratorException e) {
                // What cannot be read holds no Java that could be run.
                return List.of();
            }
        }
        return children;
    }
}
