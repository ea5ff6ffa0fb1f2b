package io.github.parallelconsumer.bench.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;

/**
 * What one run measured, and on which versions. Immutable.
 *
 * @param kafkaClients the version of the Kafka client that it ran with
 * @param java the version of the Java that it ran on
 */
record Measured(String kafkaClients, String java, Map<Metric, Double> figures) {

    private static final String MARK = "MEASURED ";

    static Measured here(Map<Metric, Double> figures) {
        return new Measured(Versions.kafkaClients(), Runtime.version().toString(), figures);
    }

    /** For the standard output of the JVM that measured; {@link #read} reads it. */
    String line() {
        return MARK + Json.write(this);
    }

    static boolean isIn(String line) {
        return line.startsWith(MARK);
    }

    static Measured read(String line) {
        try {
            return Json.MAPPER.readValue(line.substring(MARK.length()), Measured.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not what a run measured: " + line, e);
        }
    }
}
