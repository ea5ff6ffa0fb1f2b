package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"bare", "unordered", "key", "partition", "unordered-10ms-1000", "key-0ms-5", "bare-1ms-1000"})
    void parse_aName_givesTheRowOfThatName(String name) {
        assertThat(Row.parse(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "KEY", "key-", "key-10ms", "key-10-5", "key-10ms-1000x"})
    void parse_anythingElse_isRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Row.parse(name)).withMessageContaining("'" + name + "'");
    }

    @Test
    void ceiling_handlersSleep_isConcurrencyByLatency() {
        assertThat(Row.parse("unordered-10ms-1000").ceiling()).hasValue(100_000);
        assertThat(Row.parse("unordered-100ms-5000").ceiling()).hasValue(50_000);
    }

    @Test
    void ceiling_bareLoopSleeps_countsOneHandler() {
        assertThat(Row.parse("bare-10ms-1000").ceiling()).hasValue(100);
    }

    @Test
    void ceiling_handlersDoNothing_isNone() {
        assertThat(Row.parse("key").ceiling()).isEmpty();
    }
}
