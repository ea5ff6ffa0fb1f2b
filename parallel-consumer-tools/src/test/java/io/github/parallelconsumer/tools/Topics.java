package io.github.parallelconsumer.tools;

import io.github.parallelconsumer.testkit.TestKafka;
import java.util.Map;
import java.util.stream.Stream;

/** A source topic and its dead letter topic. Immutable. */
record Topics(TestKafka kafka, String source, String letters) {

    static Topics create(TestKafka kafka) {
        var source = kafka.createTopic(TestKafka.uniqueName("orders"), 3);
        return new Topics(kafka, source, kafka.createTopic(source + "-dlt", 2));
    }

    String group() {
        return letters + "-redrive";
    }

    void produce(Stream<Letters> made) {
        kafka.produce(made.map(letter -> letter.to(letters)));
    }

    DeadLetterRedrive.Builder redrive() {
        return DeadLetterRedrive.builder(Map.of("bootstrap.servers", kafka.bootstrapServers()), letters);
    }
}
