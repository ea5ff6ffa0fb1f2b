package io.github.parallelconsumer.demo.process;

import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the records of a demo producer: numbered, with random keys. Confined to one thread. */
final class RecordMaker {

    private final ProducerOptions options;
    private final RandomGenerator random;
    private long made;

    RecordMaker(ProducerOptions options, RandomGenerator random) {
        this.options = options;
        this.random = random;
    }

    ProducerRecord<String, String> next() {
        var number = Long.toString(made++);
        return new ProducerRecord<>(options.topic(), "key-" + key(), number + ".".repeat(padding(number)));
    }

    /** The hot key is the first. */
    private int key() {
        return random.nextInt(100) < options.skew() ? 0 : random.nextInt(options.keys());
    }

    private int padding(String number) {
        return Math.max(0, options.size() - number.length());
    }
}
