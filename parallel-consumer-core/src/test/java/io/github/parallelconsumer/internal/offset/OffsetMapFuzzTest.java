package io.github.parallelconsumer.internal.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever a commit carries, reading it throws nothing else, takes a bounded amount of memory, and what it says of a map
 * that was changed by accident lies within what its bytes can say.
 */
class OffsetMapFuzzTest {

    private static final int INPUTS = 100_000;
    private static final long SEED = 20_260_114;
    private static final String MAGIC = "loneasJp";

    private final Random random = new Random(SEED);
    private final OffsetMapCodec codec = new OffsetMapCodec(io.github.parallelconsumer.internal.kafka.Zstd::expand);
    private int read;
    private int refused;

    @Test
    void decode_anyInput_isReadWithinBoundsOrRefused() {
        for (int i = 0; i < INPUTS; i++) {
            decode(random.nextInt(1 << 20), input(i % 6));
        }
        System.out.printf("seed %d: %d inputs read, %d refused%n", SEED, read, refused);
        assertThat(read).isGreaterThan(INPUTS / 10);
        assertThat(refused).isGreaterThan(INPUTS / 10);
    }

    private void decode(long base, String text) {
        OffsetRuns runs;
        try {
            runs = codec.decode(base, text);
        } catch (UnreadableOffsetMapException e) {
            refused++;
            return;
        }
        read++;
        if (runs.count() > OffsetMapCodec.MOST_RUNS + 2
                || runs.length() < 0
                || runs.isFinished(base - 1)
                || runs.isFinished(runs.highest() + 1)
                || (runs.length() > 0 && !runs.isFinished(runs.highest()))) {
            fail("seed " + SEED + ": " + text);
        }
    }

    private String input(int kind) {
        return switch (kind) {
            case 0 -> randomText();
            case 1 -> base64(randomBytes(60));
            case 2 -> base64(withMagic(randomBytes(200)));
            case 3 -> base64(withMagic(Zstd.compress(randomBytes(200))));
            case 4 -> base64(damaged(withMagic(Zstd.compress(regularBytes(4_000)))));
            default -> base64(damaged(Base64.getDecoder().decode(written())));
        };
    }

    private String written() {
        var builder = OffsetMapCodec.builder(0, 4_096);
        long offset = 0;
        for (int run = random.nextInt(40); run >= 0; run--) {
            builder.unfinished(offset, offset + 1 + random.nextInt(9));
            offset += 10 + random.nextInt(random.nextBoolean() ? 10 : 40_000);
        }
        builder.finishedBelow(offset);
        return OffsetMapCodec.encode(builder.build(), 4_096);
    }

    /** Changed, cut or prolonged, or left as it is. */
    private byte[] damaged(byte[] bytes) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
            default -> bytes;
        };
    }

    private byte[] withMagic(byte[] body) {
        var bytes = new byte[body.length + 1];
        bytes[0] = (byte) MAGIC.charAt(random.nextInt(MAGIC.length()));
        System.arraycopy(body, 0, bytes, 1, body.length);
        return bytes;
    }

    private byte[] randomBytes(int most) {
        var bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        if (bytes.length > 3 && random.nextBoolean()) {
            Arrays.fill(bytes, 0, 3, (byte) 0); // else most numbers would be far too large
        }
        return bytes;
    }

    private byte[] regularBytes(int most) {
        var bytes = new byte[random.nextInt(most)];
        for (int i = 1; i < bytes.length; i += 2) {
            bytes[i] = (byte) (1 + i % 7);
        }
        return bytes;
    }

    private String randomText() {
        var text = new StringBuilder();
        for (int length = random.nextInt(100); length > 0; length--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : Character.MAX_VALUE));
        }
        return text.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void decode_frameThatExpandsWithoutEnd_isRefused() {
        var frame = Zstd.compress(new byte[64 << 20]);
        var bytes = new byte[frame.length + 1];
        bytes[0] = 'p';
        System.arraycopy(frame, 0, bytes, 1, frame.length);

        assertThat(refusal(bytes)).contains("more than " + OffsetMapCodec.MOST_BYTES + " bytes");
    }

    /** A frame's header may ask for gigabytes of memory to expand it with. */
    @Test
    void decode_frameThatWantsALargeWindow_isRefused() {
        byte windowOf128Megabytes = (byte) (17 << 3);
        byte[] bytes = {'p', 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, windowOf128Megabytes, 1, 0, 0};

        assertThat(refusal(bytes)).contains("cannot be expanded");
    }

    @Test
    void decode_moreRunsThanAreKept_tellsOfTheFirstOnes() throws UnreadableOffsetMapException {
        var body = new byte[OffsetMapCodec.MOST_BYTES];
        for (int i = 1; i < body.length; i += 2) {
            body[i] = 1;
        }
        var frame = Zstd.compress(body);
        var bytes = new byte[frame.length + 1];
        bytes[0] = 'J';
        System.arraycopy(frame, 0, bytes, 1, frame.length);

        var runs = codec.decode(7, base64(bytes));

        assertThat(runs.length()).isEqualTo(OffsetMapCodec.MOST_RUNS);
        assertThat(runs.isFinished(7)).isFalse();
        assertThat(runs.isFinished(8)).isTrue();
        assertThat(runs.isFinished(runs.highest())).isTrue();
    }

    private String refusal(byte[] bytes) {
        try {
            return "read: " + codec.decode(0, base64(bytes)).length();
        } catch (UnreadableOffsetMapException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
