package io.github.parallelconsumer.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How busy the processors of the whole machine have been, from Linux's {@code /proc/stat}; elsewhere it stays 0. Shows
 * whether something else disturbed a measurement. Immutable.
 */
final class MachineCpu {

    private static final Path STAT = Path.of("/proc/stat");
    /** The kernel counts in hundredths of a second, on all architectures that Java runs on. */
    private static final long TICK_NANOS = 10_000_000;

    private static final Pattern BLANKS = Pattern.compile(" +");

    private final boolean readable = Files.isReadable(STAT);

    long cpuNanos() {
        if (!readable) {
            return 0;
        }
        try (var lines = Files.lines(STAT)) {
            return busyTicks(lines.findFirst().orElse("")) * TICK_NANOS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of {@code cpu user nice system idle iowait irq softirq ...}: all but idle and iowait. */
    static long busyTicks(String line) {
        String[] fields = BLANKS.split(line.trim(), -1);
        long busy = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            if (i != 4 && i != 5) {
                busy += Long.parseLong(fields[i]);
            }
        }
        return busy;
    }
}
