package io.github.parallelconsumer.demo;

import java.time.Duration;
import java.util.Optional;

/** What a run of {@code verify} was asked to do; its values are known to work together. Immutable. */
record VerifyOptions(
        int records,
        int partitions,
        int keys,
        OrderingOption ordering,
        int concurrency,
        Duration handlerTime,
        Optional<String> bootstrapServers) {

    /** No single handler call is that long, so this long without a record means that none will come. */
    Duration patience() {
        return Duration.ofSeconds(60).plus(handlerTime);
    }
}
