package io.github.parallelconsumer.tools.cli;

import io.github.parallelconsumer.tools.ProgressListener;
import java.io.Console;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows how far a command is. Confined to the main thread. */
public interface ProgressDisplay extends ProgressListener, AutoCloseable {

    @Override
    void close();

    /**
     * A bar on a terminal, else lines.
     *
     * @param what the name of the bar
     * @param verb the beginning of a line, such as "Looked at"
     * @param unit what is counted
     * @param lines told a line each time that another tenth is done
     */
    static ProgressDisplay of(String what, String verb, String unit, Consumer<String> lines) {
        return isTerminal(System.console()) ? new ProgressBarDisplay(what, unit) : new ProgressLines(verb, unit, lines);
    }

    /** Some newer versions of Java also have a console where there is no terminal, and a method to ask it. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Java 21, where a console is a terminal.
            return true;
        }
    }
}
