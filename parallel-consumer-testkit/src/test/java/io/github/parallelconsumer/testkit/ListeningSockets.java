package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a process listens for TCP, as Linux tells of it. Stateless. */
final class ListeningSockets {
    private static final String LISTEN = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    /** Addresses and ports in the kernel's own notation, hexadecimal, each word of an address with its last byte first. */
    static List<String> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> own = sockets(process);
        return Stream.of("tcp", "tcp6")
                .flatMap(protocol -> lines(process.resolve("net").resolve(protocol)))
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields[STATE].equals(LISTEN) && own.contains("socket:[" + fields[INODE] + "]"))
                .map(fields -> fields[ADDRESS])
                .toList();
    }

    /** Whether it is 127.0.0.1 or ::1, or the former within IPv6. */
    static boolean isLoopback(String address) {
        return address.startsWith("0100007F:")
                || address.startsWith("00000000000000000000000001000000:")
                || address.startsWith("0000000000000000FFFF00000100007F:");
    }

    private static Set<String> sockets(Path process) throws IOException {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.map(ListeningSockets::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
