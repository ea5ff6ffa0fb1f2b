package io.github.parallelconsumer.internal.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.internal.kafka.Zstd;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of an offset map, byte for byte. */
class OffsetMapCodecTest {

    private static final int DEFAULT_CHARS = 4_096;

    private final OffsetMapCodec codec = new OffsetMapCodec(Zstd::expand);

    @ParameterizedTest
    @CsvSource({
        "100, 99, '', bgAA",
        "100, 102, 100, bAADBgA=",
        "100, 102, 100, bgABAAI=",
        "2, 5, 2 4, bAAECgA=",
        "2, 5, 2 4, bgABAAEAAQAB",
        "5, 49999, 5, ZQAAAAEAAMNK",
        "0, 1000000, 0, ZQAAAAEAD0JA"
    })
    void decode_knownText_tellsWhatIsUnfinished(long base, long highest, String unfinished, String text)
            throws UnreadableOffsetMapException {
        var runs = codec.decode(base, text);

        assertThat(runs.highest()).isEqualTo(highest);
        assertThat(unfinished(runs)).isEqualTo(offsets(unfinished));
    }

    @Test
    void decode_compressedText_tellsWhatIsUnfinished() throws UnreadableOffsetMapException {
        var runs = codec.decode(0, "Sii1L/0AWF0AACAAAQAJAQAZrxwR");

        assertThat(runs.highest()).isEqualTo(1_999);
        assertThat(unfinished(runs))
                .isEqualTo(LongStream.range(0, 200).map(i -> 10 * i).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "100, 102, 100, bAADBgA=",
        "2, 5, 2 4, bAAECgA=",
        "5, 49999, 5, ZQAAAAEAAMNK",
        "0, 1000000, 0, ZQAAAAEAD0JA",
        "7, 40007, 7 30000, bgABdSgAAScX"
    })
    void encode_runs_writesTheSmallestVariant(long base, long highest, String unfinished, String text) {
        assertThat(OffsetMapCodec.encode(runs(base, highest, offsets(unfinished)), DEFAULT_CHARS))
                .isEqualTo(text);
    }

    @Test
    void encode_nothingFinishedAbove_isEmpty() {
        assertThat(OffsetMapCodec.encode(runs(5, 4, List.of()), DEFAULT_CHARS)).isEmpty();
        assertThat(OffsetMapCodec.encode(OffsetRuns.NONE, DEFAULT_CHARS)).isEmpty();
    }

    @Test
    void encode_moreThanShortBitsWithoutPattern_writesAWideBitSet() throws UnreadableOffsetMapException {
        var runs = runs(
                0, 39_999, LongStream.range(0, 20_000).map(i -> 2 * i).boxed().toList());

        var text = OffsetMapCodec.encode(runs, 8_192);

        assertThat(Base64.getDecoder().decode(text))
                .startsWith('o', 0, 0, 0x9c, 0x40)
                .hasSize(1 + 4 + 5_000 + 1);
        assertThat(unfinished(codec.decode(0, text))).isEqualTo(unfinished(runs));
    }

    /** 4,096 characters are 3,072 bytes: magic, two of length, a spare one, and the bits of 24,544 offsets. */
    @Test
    void encode_tooLong_tellsOfTheLongestPrefixThatFits() throws UnreadableOffsetMapException {
        var runs = runs(
                9,
                9 + 59_999,
                LongStream.range(0, 30_000).map(i -> 9 + 2 * i).boxed().toList());

        var text = OffsetMapCodec.encode(runs, DEFAULT_CHARS);

        assertThat(text).hasSize(DEFAULT_CHARS);
        var decoded = codec.decode(9, text);
        assertThat(decoded.length()).isEqualTo(24_544);
        assertThat(unfinished(decoded))
                .isEqualTo(unfinished(runs).stream()
                        .filter(offset -> offset <= decoded.highest())
                        .toList());
    }

    @Test
    void encode_anyLimit_neverExceedsItAndTellsNothingWrong() throws UnreadableOffsetMapException {
        var runs = runs(1, 400, List.of(1L, 2L, 50L, 51L, 60L, 299L));
        int told = 0;
        for (int most = 0; most <= 80; most++) {
            var text = OffsetMapCodec.encode(runs, most);
            var decoded = codec.decode(1, text);
            assertThat(text.length()).isLessThanOrEqualTo(most);
            assertThat(decoded.length()).isGreaterThanOrEqualTo(told);
            assertThat(unfinished(decoded))
                    .isEqualTo(unfinished(runs).stream()
                            .filter(offset -> offset <= decoded.highest())
                            .toList());
            told = decoded.length();
        }
        assertThat(told).isEqualTo(runs.length());
    }

    @Test
    void encode_runBeyondAnInt_isCutThere() throws UnreadableOffsetMapException {
        var builder = OffsetMapCodec.builder(3, DEFAULT_CHARS);
        builder.unfinished(3, 4);
        builder.unfinished(1L << 40, (1L << 40) + 1);
        builder.finishedBelow(1L << 41);

        var decoded = codec.decode(3, OffsetMapCodec.encode(builder.build(), DEFAULT_CHARS));

        assertThat(decoded.length()).isEqualTo(Integer.MAX_VALUE);
        assertThat(decoded.isFinished(3)).isFalse();
        assertThat(decoded.isFinished(4)).isTrue();
        assertThat(decoded.isFinished(2L + Integer.MAX_VALUE)).isTrue();
        assertThat(decoded.isFinished(3L + Integer.MAX_VALUE)).isFalse();
        assertThat(decoded.isFinished(1L << 40)).isFalse();
    }

    @Test
    void decode_bitSetWithoutItsSpareByte_isRead() throws UnreadableOffsetMapException {
        assertThat(unfinished(codec.decode(100, text("6c000306")))).containsExactly(100L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "01",
                "02",
                "4c0001",
                "ee",
                "5a0001", // Kafka Streams', dead and unknown variants
                "6c",
                "6c00",
                "6c000906",
                "6c0003060000",
                "6cffff06",
                "6f00000003",
                "6f7fffffff06",
                "6f80000000",
                "6e00",
                "6effff",
                "65000000",
                "65ffffffff", // cut off, and lengths below zero
                "61",
                "73",
                "4a",
                "70",
                "4a28b52ffd00585d0000200001000901",
                "6128b52ffd",
                "7000010203"
            })
    void decode_foreignOrCutOff_isRefused(String hex) {
        assertThatThrownBy(() -> codec.decode(0, text(hex))).isInstanceOf(UnreadableOffsetMapException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", " ", "no Base64", "bgA", "\u00e4", "bAADBgA=bAADBgA="})
    void decode_noBase64_isRefused(String text) {
        assertThatThrownBy(() -> codec.decode(0, text)).isInstanceOf(UnreadableOffsetMapException.class);
    }

    static OffsetRuns runs(long base, long highest, List<Long> unfinished) {
        var builder = new OffsetRunsBuilder(base, Integer.MAX_VALUE, 0);
        unfinished.forEach(offset -> builder.unfinished(offset, offset + 1));
        builder.finishedBelow(highest + 1);
        return builder.build();
    }

    private static List<Long> unfinished(OffsetRuns runs) {
        return LongStream.rangeClosed(runs.base(), runs.highest())
                .filter(offset -> !runs.isFinished(offset))
                .boxed()
                .toList();
    }

    private static List<Long> offsets(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(" ")).stream().map(Long::valueOf).toList();
    }

    private static String text(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
