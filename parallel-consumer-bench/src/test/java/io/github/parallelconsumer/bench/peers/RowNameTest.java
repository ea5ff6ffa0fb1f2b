package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parallelconsumer.bench.contender.Entry;
import io.github.parallelconsumer.tools.cli.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowNameTest {

    @Test
    void parse_aContenderAlone_doesNotSleep() {
        assertThat(RowName.parse("confluent-key")).isEqualTo(new RowName(Entry.CONFLUENT_KEY, 0, 1_000));
    }

    @Test
    void parse_withItsHandler_takesTimeAndConcurrency() {
        var name = RowName.parse("unordered-10ms-5000");
        assertThat(name).isEqualTo(new RowName(Entry.UNORDERED, 10, 5_000));
        assertThat(name.toRow(Rows.USUAL).ceiling()).hasValue(500_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "KEY", "key-", "key-10ms", "key-10-5", "key-10ms-1000x"})
    void parse_anythingElse_isRefused(String name) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> RowName.parse(name))
                .withMessageContaining("'");
    }
}
