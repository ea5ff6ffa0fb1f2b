package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.Logged;
import io.github.parallelconsumer.internal.kafka.Zstd;
import io.github.parallelconsumer.internal.offset.OffsetMapCodec;
import io.github.parallelconsumer.internal.offset.UnreadableOffsetMapException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever the group has committed beside an offset, an assignment begins: what is no map is ignored, and of a map, whether it
 * was changed or not, exactly the records that it calls finished are passed over, at or above the offset.
 */
class MetadataFuzzTest {

    private static final int ASSIGNMENTS = 400;
    private static final long SEED = 20_261_123;
    private static final int RECORDS = 120;

    private final Random random = new Random(SEED);
    private final OffsetMapCodec codec = new OffsetMapCodec(Zstd::expand);
    private final Logged log = Logged.by("io.github.parallelconsumer.internal.poll");
    private int passedOver;
    private int ignored;

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void assigned_anyMetadata_handlesExactlyWhatNoMapCallsFinished() {
        for (int i = 0; i < ASSIGNMENTS; i++) {
            assign(random.nextInt(RECORDS / 4), metadata(i % 5));
        }
        System.out.printf("seed %d: %d maps ignored, %d records passed over%n", SEED, ignored, passedOver);
        assertThat(passedOver).isGreaterThan(ASSIGNMENTS);
        assertThat(ignored).isGreaterThan(ASSIGNMENTS / 4);
        assertThat(log.warnings()).hasSize(ignored);
    }

    private void assign(long committed, String metadata) {
        var expected = expected(committed, metadata);
        try (var loop = new LoopFixture(config -> {})) {
            loop.append(P0, RECORDS);
            loop.broker.commitSync(Map.of(P0, new OffsetAndMetadata(committed, metadata)), Duration.ZERO);
            loop.handler.passAll();
            loop.finishedEarlier = (int) (RECORDS - committed - expected.size());
            passedOver += loop.finishedEarlier;
            loop.assign(P0);
            loop.turnUntil(() -> loop.view(P0).watermark() >= RECORDS);
            loop.turnUntilIdle();
            loop.commit();

            assertThat(loop.handler.offsets(0))
                    .as("seed %d: %d, %s", SEED, committed, metadata)
                    .containsExactlyInAnyOrderElementsOf(expected);
            long mapEnd = highest(committed, metadata) + 1;
            assertThat(MapLoop.committed(loop).offset()).isEqualTo(Math.max(RECORDS, mapEnd));
        }
    }

    /** A changed map may go beyond the log; what it calls finished there need not be polled to be passed over. */
    private long highest(long committed, String metadata) {
        try {
            return codec.decode(committed, metadata).highest();
        } catch (UnreadableOffsetMapException e) {
            return -1;
        }
    }

    private List<Long> expected(long committed, String metadata) {
        var offsets = LongStream.range(committed, RECORDS);
        try {
            var runs = codec.decode(committed, metadata);
            return offsets.filter(offset -> !runs.isFinished(offset)).boxed().toList();
        } catch (UnreadableOffsetMapException e) {
            ignored++;
            return offsets.boxed().toList();
        }
    }

    private String metadata(int kind) {
        return switch (kind) {
            case 0 -> randomText();
            case 1 -> map();
            case 2 -> changed(map());
            case 3 -> map().substring(random.nextInt(4));
            default -> map() + randomText();
        };
    }

    /** Some of the first offsets are finished. */
    private String map() {
        var builder = OffsetMapCodec.builder(0, 4_096);
        long offset = 0;
        for (int run = 1 + random.nextInt(6); run > 0; run--) {
            builder.unfinished(offset, offset + 1 + random.nextInt(4));
            offset += 5 + random.nextInt(8);
        }
        builder.finishedBelow(offset);
        return OffsetMapCodec.encode(builder.build(), 4_096);
    }

    private String changed(String map) {
        var chars = map.toCharArray();
        chars[random.nextInt(chars.length)] ^= (char) (1 << random.nextInt(7));
        return new String(chars);
    }

    private String randomText() {
        var text = new StringBuilder();
        for (int length = 1 + random.nextInt(60); length > 0; length--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : Character.MAX_VALUE));
        }
        return text.toString();
    }
}
