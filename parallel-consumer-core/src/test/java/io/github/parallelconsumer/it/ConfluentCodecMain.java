package io.github.parallelconsumer.it;

import io.github.parallelconsumer.internal.kafka.Zstd;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.UnreadableOffsetMapException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Has Confluent's Parallel Consumer read the offset maps that this library writes, and this library all variants that
 * Confluent's writes. Its classes are called by name, since they are not on the class path of the tests. Prints how many
 * maps of each variant agreed; ends with a failure at the first one that does not. Runs in a child JVM.
 */
final class ConfluentCodecMain {

    private static final String PACKAGE = "io.confluent.parallelconsumer.offsets.";
    private static final int MAX_CHARS = 20_000;

    private final Map<Character, Integer> written = new TreeMap<>();
    private final Map<Character, Integer> read = new TreeMap<>();

    private ConfluentCodecMain() {}

    /**
     * Compares as many maps as told.
     *
     * @param args how many random maps, and their seed
     */
    public static void main(String[] args) throws ReflectiveOperationException, UnreadableOffsetMapException {
        var random = new Random(Long.parseLong(args[1]));
        var main = new ConfluentCodecMain();
        type("OffsetSimultaneousEncoder").getField("compressionForced").set(null, true);
        main.compare(1, 40_000, new TreeSet<>(List.of(1L)));
        main.compare(0, 40_000, multiples(40_000, 13));
        for (int left = Integer.parseInt(args[0]); left > 0; left--) {
            long base = random.nextInt(100_000);
            int length = 2 + random.nextInt(3_000);
            var unfinished = new TreeSet<Long>();
            unfinished.add(base);
            for (int more = length / (1 + random.nextInt(60)); more > 0; more--) {
                unfinished.add(base + random.nextInt(length));
            }
            main.compare(base, base + length, unfinished);
        }
        System.out.println("WRITTEN " + main.written);
        System.out.println("READ " + main.read);
    }

    private static SortedSet<Long> multiples(int end, int step) {
        var multiples = new TreeSet<Long>();
        LongStream.range(0, end / step).forEach(i -> multiples.add(i * step + i % 3));
        return multiples;
    }

    /** A map from an unfinished offset to a finished one. */
    private void compare(long base, long highest, SortedSet<Long> unfinished)
            throws ReflectiveOperationException, UnreadableOffsetMapException {
        ours(base, highest, unfinished);
        for (var encoded : theirs(base, highest, unfinished).entrySet()) {
            var bytes = new byte[1 + encoded.getValue().length];
            bytes[0] = encoded.getKey().getClass().getField("magicByte").getByte(encoded.getKey());
            System.arraycopy(encoded.getValue(), 0, bytes, 1, encoded.getValue().length);
            var runs = new OffsetMapCodec(Zstd::expand)
                    .decode(base, Base64.getEncoder().encodeToString(bytes));
            check(runs.highest() == highest, encoded.getKey() + " ends at " + runs.highest() + " for " + highest);
            for (long offset = base; offset <= highest; offset++) {
                check(runs.isFinished(offset) != unfinished.contains(offset), encoded.getKey() + " at " + offset);
            }
            read.merge((char) bytes[0], 1, Integer::sum);
        }
    }

    private void ours(long base, long highest, SortedSet<Long> unfinished) throws ReflectiveOperationException {
        var builder = OffsetMapCodec.builder(base, MAX_CHARS);
        unfinished.forEach(offset -> builder.unfinished(offset, offset + 1));
        builder.finishedBelow(highest + 1);
        var text = OffsetMapCodec.encode(builder.build(), MAX_CHARS);
        var decoded = type("OffsetMapCodecManager")
                .getMethod("deserialiseIncompleteOffsetMapFromBase64", long.class, String.class)
                .invoke(null, base, text);
        check(call(decoded, "getHighestSeenOffset").equals(Optional.of(highest)), "another end in " + text);
        check(
                new TreeSet<>((Collection<?>) call(decoded, "getIncompleteOffsets")).equals(unfinished),
                "others are unfinished in " + text);
        written.merge((char) Base64.getDecoder().decode(text)[0], 1, Integer::sum);
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, byte[]> theirs(long base, long highest, SortedSet<Long> unfinished)
            throws ReflectiveOperationException {
        var encoder = type("OffsetSimultaneousEncoder")
                .getConstructor(long.class, long.class, SortedSet.class)
                .newInstance(base, highest, unfinished);
        return (Map<Object, byte[]>) call(call(encoder, "invoke"), "getEncodingMap");
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
