package io.github.parallelconsumer.bench.contender;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A member of a share group: a virtual thread for each record of a poll, and the next poll acknowledges them. It keeps no
 * order. Confined to its thread.
 */
final class ShareLoop {

    private static final Duration POLL = Duration.ofMillis(100);

    private ShareLoop() {}

    static Contender contender(int concurrency) {
        return (source, handler) -> LoopThread.start("share-loop", thread -> {
            readFromTheBeginning(source);
            try (var consumer = new KafkaShareConsumer<>(
                            settings(source, concurrency), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                    var threads = new RecordThreads(concurrency, handler)) {
                consumer.subscribe(List.of(source.topic()));
                while (!thread.isClosing()) {
                    threads.handle(consumer.poll(POLL));
                }
                consumer.commitSync();
            }
        });
    }

    /** A share group has no {@code auto.offset.reset} of a client; it is a setting of the group. */
    private static void readFromTheBeginning(Source source) throws InterruptedException, ExecutionException {
        var group = new ConfigResource(ConfigResource.Type.GROUP, source.group());
        var earliest =
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, source.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(group, List.of(earliest)))
                    .all()
                    .get();
        }
    }

    private static Map<String, Object> settings(Source source, int concurrency) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, source.bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, source.group());
        settings.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.max(ConsumerConfig.DEFAULT_MAX_POLL_RECORDS, concurrency));
        return settings;
    }
}
