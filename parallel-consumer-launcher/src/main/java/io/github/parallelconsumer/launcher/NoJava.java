package io.github.parallelconsumer.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What is said where no Java is new enough. Compiled for Java 11. Stateless. */
final class NoJava {

    private NoJava() {}

    /** One line: what is needed, what was found, what to type. */
    static String message(String program, Runtime.Version own, List<JavaHome> found, Path jar, List<String> args) {
        String others = found.stream().map(JavaHome::toString).collect(Collectors.joining(", "));
        return program + ": needs Java " + JavaHome.NEEDED + " or later; this is Java " + own
                + " and the others found here are " + (others.isEmpty() ? "none" : others)
                + ". Install a newer one and type: /path/to/jdk-" + JavaHome.NEEDED + "/bin/java -jar " + jar
                + args.stream().map(arg -> " " + arg).collect(Collectors.joining());
    }
}
