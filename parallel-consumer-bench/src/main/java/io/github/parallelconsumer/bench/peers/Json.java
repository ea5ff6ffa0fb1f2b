package io.github.parallelconsumer.bench.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Records as JSON. Stateless. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** On one line. */
    static String write(Object value) {
        return write(MAPPER, value);
    }

    /** For people, too. */
    static String writePretty(Object value) {
        return write(MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build(), value);
    }

    private static String write(JsonMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot write " + value, e);
        }
    }
}
