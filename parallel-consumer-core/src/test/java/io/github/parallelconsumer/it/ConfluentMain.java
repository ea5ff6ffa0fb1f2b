package io.github.parallelconsumer.it;

import io.github.parallelconsumer.it.Event.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Confluent's Parallel Consumer, as a member of one group after the other. Says on its standard output what its handlers do.
 * Runs in a child JVM.
 */
final class ConfluentMain {

    private ConfluentMain() {}

    /**
     * Consumes for each group until all but its failing records are done.
     *
     * @param args bootstrap servers, then for each group: its name, its topic, the variant of the offset map to write or -,
     *     how many records are to be done, and the offsets that fail or -
     */
    public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
        for (int i = 1; i < args.length; i += 5) {
            var failing = args[i + 4].equals("-")
                    ? Set.<Long>of()
                    : Arrays.stream(args[i + 4].split(",", -1))
                            .map(Long::valueOf)
                            .collect(Collectors.toSet());
            force(args[i + 2]);
            consume(args[0], args[i], args[i + 1], Integer.parseInt(args[i + 3]), failing);
            System.out.println("CLOSED " + args[i]);
        }
        System.exit(0); // its threads may outlive its close
    }

    private static void consume(String servers, String group, String topic, int records, Set<Long> failing)
            throws ReflectiveOperationException, InterruptedException {
        var left = new CountDownLatch(records);
        Consumer<ConsumerRecord<String, String>> handler = record -> {
            // In one write, and on a line of its own, whatever else writes there and has not ended its line.
            System.out.print("\n" + Event.now(group, Kind.STARTED, record).toLine() + "\n");
            if (failing.contains(record.offset())) {
                throw new IllegalStateException("told to fail");
            }
            left.countDown();
        };
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var running = new Confluent(consumer)
                    .with("defaultMessageRetryDelay", Duration.class, Duration.ofHours(1))
                    .start(topic, handler);
            left.await();
            running.close();
        }
    }

    /** Has it write one variant, whatever the smallest would be. */
    private static void force(String variant) throws ReflectiveOperationException {
        var encodings = Confluent.type("offsets.OffsetEncoding");
        Optional<?> forced = variant.equals("-")
                ? Optional.empty()
                : Optional.of(encodings.getMethod("valueOf", String.class).invoke(null, variant));
        Confluent.type("offsets.OffsetMapCodecManager").getField("forcedCodec").set(null, forced);
        Confluent.type("offsets.OffsetSimultaneousEncoder")
                .getField("compressionForced")
                .set(null, true);
    }
}
