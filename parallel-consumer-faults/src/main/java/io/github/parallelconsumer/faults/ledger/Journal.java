package io.github.parallelconsumer.faults.ledger;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A member's file of events. Each is one line and one write at the end of the file, so that it is there even if the process is
 * killed the moment after. Thread-safe: the system appends one write after the other. (A file channel would be closed by the
 * first interrupt of a handler.)
 */
public final class Journal implements AutoCloseable {

    private final OutputStream file;

    private Journal(OutputStream file) {
        this.file = file;
    }

    /** Opens a file, which is made if there is none. */
    public static Journal open(Path path) throws IOException {
        return new Journal(new FileOutputStream(path.toFile(), true));
    }

    /** Writes an event down. */
    public void write(Event event) {
        try {
            file.write((event.toLine() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write into the journal", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * What a member has written. A last line without an end is left out where a kill may have torn it.
     *
     * @throws IllegalStateException if a line is torn otherwise
     */
    public static List<Event> read(Path path, boolean killed) throws IOException {
        var text = Files.readString(path);
        var torn = !text.isEmpty() && !text.endsWith("\n");
        if (torn && !killed) {
            throw new IllegalStateException(path + ": the last line is torn, though nobody killed the process");
        }
        var events = new ArrayList<Event>();
        try {
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> events.add(Event.parse(line)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
        return events;
    }
}
