package io.github.parallelconsumer.internal.offset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * Writes runs as the metadata of a commit, and reads them: Base64 of one byte that names the variant, and a body. The
 * format is told in {@code docs/offset-map.md}. Immutable.
 */
public final class OffsetMapCodec {

    /** A body may hold more runs than this; the rest of them is not read, and so comes again. */
    static final int MOST_RUNS = 1 << 20;
    /** What a compressed body may expand to. */
    static final int MOST_BYTES = MOST_RUNS * Integer.BYTES;

    /** Expands compressed bodies. */
    @FunctionalInterface
    public interface Decompressor {

        /**
         * Expands one zstd frame.
         *
         * @throws IOException if it cannot, or if there are more than {@code most} bytes in it
         */
        byte[] expand(byte[] source, int start, int most) throws IOException;
    }

    private record Variant(char magic, OffsetMapBody body) {}

    private static final Variant BIT_SET = new Variant('l', new BitSetBody(false));
    private static final Variant RUN_LENGTH = new Variant('n', new RunLengthBody(false));
    private static final Variant WIDE_BIT_SET = new Variant('o', new BitSetBody(true));
    private static final Variant WIDE_RUN_LENGTH = new Variant('e', new RunLengthBody(true));
    /** What is written, the preferred one first among equals. */
    private static final List<Variant> WRITTEN = List.of(BIT_SET, RUN_LENGTH, WIDE_BIT_SET, WIDE_RUN_LENGTH);

    private final Decompressor zstd;

    /** A codec that reads compressed variants with the help of this. */
    public OffsetMapCodec(Decompressor zstd) {
        this.zstd = zstd;
    }

    /** A builder that collects no more than can be written in so many characters. */
    public static OffsetRunsBuilder builder(long base, int mostChars) {
        int mostBytes = mostBytes(mostChars);
        return new OffsetRunsBuilder(base, mostBytes / Short.BYTES, 8 * mostBytes);
    }

    /**
     * The shortest text that tells of all runs, or the one that tells of most offsets when none fits into so many
     * characters; empty when it would tell of nothing.
     */
    public static String encode(OffsetRuns runs, int mostChars) {
        var best = BIT_SET;
        var told = runs.prefix(0);
        for (var variant : WRITTEN) {
            var fitting = variant.body.fit(runs, mostBytes(mostChars));
            if (fitting.length() > told.length()
                    || (fitting.length() == told.length() && variant.body.size(fitting) < best.body.size(told))) {
                best = variant;
                told = fitting;
            }
        }
        if (told.length() == 0) {
            return "";
        }
        var bytes = ByteBuffer.allocate(1 + best.body.size(told)).put((byte) best.magic);
        best.body.write(told, bytes);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** How many bytes a body may have whose text, magic byte included, has so many characters. */
    private static int mostBytes(int mostChars) {
        return Math.max(0, mostChars / 4 * 3 - 1);
    }

    /**
     * Reads what {@link #encode} or Confluent's Parallel Consumer has written.
     *
     * @param base the offset that was committed with it
     * @throws UnreadableOffsetMapException if nobody of them has written it
     */
    public OffsetRuns decode(long base, String metadata) throws UnreadableOffsetMapException {
        if (metadata.isEmpty()) {
            return OffsetRuns.NONE;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(metadata);
        } catch (IllegalArgumentException e) {
            throw new UnreadableOffsetMapException("it is not Base64", e);
        }
        if (bytes.length == 0) {
            throw new UnreadableOffsetMapException("it has no first byte");
        }
        return switch (bytes[0]) {
            case 'l' -> plain(BIT_SET, base, bytes);
            case 'o' -> plain(WIDE_BIT_SET, base, bytes);
            case 'n' -> plain(RUN_LENGTH, base, bytes);
            case 'e' -> plain(WIDE_RUN_LENGTH, base, bytes);
            case 'a' -> compressed(BIT_SET, base, bytes);
            case 's' -> compressed(WIDE_BIT_SET, base, bytes);
            case 'J' -> compressed(RUN_LENGTH, base, bytes);
            case 'p' -> compressed(WIDE_RUN_LENGTH, base, bytes);
            case 1, 2 -> throw new UnreadableOffsetMapException("it is metadata of Kafka Streams");
            default -> throw new UnreadableOffsetMapException("its first byte, " + bytes[0] + ", names no variant");
        };
    }

    private static OffsetRuns plain(Variant variant, long base, byte[] bytes) throws UnreadableOffsetMapException {
        return variant.body.read(base, ByteBuffer.wrap(bytes, 1, bytes.length - 1));
    }

    private OffsetRuns compressed(Variant variant, long base, byte[] bytes) throws UnreadableOffsetMapException {
        try {
            return variant.body.read(base, ByteBuffer.wrap(zstd.expand(bytes, 1, MOST_BYTES)));
        } catch (IOException e) {
            throw new UnreadableOffsetMapException("its compressed body cannot be expanded: " + e.getMessage(), e);
        }
    }
}
