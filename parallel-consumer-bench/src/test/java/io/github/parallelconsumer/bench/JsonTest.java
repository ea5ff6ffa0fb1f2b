package io.github.parallelconsumer.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void write_mapsAndLists_nests() {
        assertThat(Json.write(Map.of("a", List.of(1, 2.5, true)))).isEqualTo("{\"a\":[1,2.5,true]}");
    }

    @Test
    void write_quotesAndControls_escapesThem() {
        assertThat(Json.write("a\"b\\c\n")).isEqualTo("\"a\\\"b\\\\c\\u000a\"");
    }

    @Test
    void write_notANumber_isNull() {
        assertThat(Json.write(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("[null,null]");
    }
}
