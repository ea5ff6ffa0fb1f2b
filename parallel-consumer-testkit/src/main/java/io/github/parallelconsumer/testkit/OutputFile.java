package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a child process has written, read from a file rather than a pipe so that a child never blocks on a reader
 * and its last words outlive it. Thread-safe: every method holds this object's lock.
 */
final class OutputFile {
    private final Path path;
    private final List<String> lines = new ArrayList<>();
    private long position;

    OutputFile(Path path, long position) {
        this.path = path;
        this.position = position;
    }

    /** Only what is written from now on belongs to this output; the file may hold that of an earlier process. */
    static OutputFile from(Path path) {
        try {
            return new OutputFile(path, Files.exists(path) ? Files.size(path) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the output " + path, e);
        }
    }

    Path path() {
        return path;
    }

    /** The complete lines so far; the last one also without its line end once the process has ended. */
    synchronized List<String> lines(boolean ended) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] unread = new byte[(int) Math.min(Integer.MAX_VALUE - 8, file.length() - position)];
            file.seek(position);
            file.readFully(unread);
            int from = 0;
            for (int i = 0; i < unread.length; i++) {
                if (unread[i] == '\n') {
                    addLine(unread, from, i);
                    from = i + 1;
                }
            }
            if (ended && from < unread.length) {
                addLine(unread, from, unread.length);
                from = unread.length;
            }
            position += from;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the output " + path, e);
        }
        return List.copyOf(lines);
    }

    /** The last lines, for an exception's message. */
    String tail(int count) {
        List<String> all = lines(true);
        return String.join("\n", all.subList(Math.max(0, all.size() - count), all.size()));
    }

    private void addLine(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        lines.add(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }
}
