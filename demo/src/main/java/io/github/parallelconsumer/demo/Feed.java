package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.AckedSender;
import io.github.parallelconsumer.demo.process.Stopwatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Produces the records of a run: record i has the value i and one of the keys, which take turns. Confined to the main
 * thread.
 */
final class Feed {

    private static final int PROGRESS_EVERY = 1_000_000;

    private final VerifyOptions options;
    private final Consumer<String> progress;

    Feed(VerifyOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Returns when the cluster has acknowledged all records. */
    void fill(String bootstrapServers, String topic) {
        var watch = new Stopwatch();
        try (var sender = new AckedSender(bootstrapServers)) {
            for (int i = 0; i < options.records(); i++) {
                sender.send(new ProducerRecord<>(topic, "key-" + i % options.keys(), Integer.toString(i)));
                if (i > 0 && i % PROGRESS_EVERY == 0) {
                    progress.accept("Produced " + i + " of " + options.records() + " records.");
                }
            }
            sender.flush();
        }
        progress.accept("Produced " + options.records() + " record(s) with "
                + Math.min(options.keys(), options.records()) + " key(s) in " + watch + ".");
    }
}
