package io.github.parallelconsumer.it;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a child process says on its standard output: each line with one write to the file behind it, which outlives a kill,
 * and on a line of its own, whatever else writes there (the JVM does) and has not ended its line. Thread-safe: the system
 * orders the writes.
 */
final class Stdout {

    /** Without a buffer: what is written is in the file. */
    private static final FileOutputStream FILE = new FileOutputStream(FileDescriptor.out);

    private Stdout() {}

    static void line(String text) {
        try {
            FILE.write(("\n" + text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
