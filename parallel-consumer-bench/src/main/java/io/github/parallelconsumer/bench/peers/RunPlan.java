package io.github.parallelconsumer.bench.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.parallelconsumer.bench.contender.Source;
import java.util.concurrent.TimeUnit;

/**
 * What one JVM has to do: let one contender consume and measure it for a time. Immutable.
 *
 * @param records how many records the topic holds from the start
 * @param warmUpMillis how long it consumes before it counts, so that the JVM has compiled the code
 * @param windowMillis how long it is measured
 */
record RunPlan(
        String contender,
        Probe probe,
        HandlerSpec handler,
        int concurrency,
        Source source,
        long records,
        int warmUpMillis,
        int windowMillis) {

    long warmUpNanos() {
        return TimeUnit.MILLISECONDS.toNanos(warmUpMillis);
    }

    long windowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(windowMillis);
    }

    /** As the argument of {@link ContenderMain}. */
    String arg() {
        return Json.write(this);
    }

    static RunPlan read(String arg) throws JsonProcessingException {
        return Json.MAPPER.readValue(arg, RunPlan.class);
    }
}
