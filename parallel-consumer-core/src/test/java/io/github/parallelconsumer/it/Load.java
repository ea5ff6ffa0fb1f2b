package io.github.parallelconsumer.it;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The work of a process that is going to be killed, the same for each library: {@link #CONCURRENCY} records at once, in any
 * order, of which the first of each partition outlives the process. Immutable; goes to a child process as text.
 *
 * <p>A process is a static member, so that the one after it gets the partitions at once, not when its session is over.
 */
record Load(String bootstrapServers, String group, String topic, boolean headsEnd) {

    static final int CONCURRENCY = 200;
    private static final long NANOS_OF_A_RECORD = 20_000_000;

    static Load of(String[] args) {
        return new Load(args[0], args[1], args[2], Boolean.parseBoolean(args[3]));
    }

    String[] toArgs() {
        return new String[] {bootstrapServers, group, topic, Boolean.toString(headsEnd)};
    }

    /** Such that the process ends with the first records too. */
    Load withHeadsEnding() {
        return new Load(bootstrapServers, group, topic, true);
    }

    /** The settings of Kafka's consumer. */
    Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                "one",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
    }

    /** What the handler does with a record. */
    void handle(ConsumerRecord<String, String> record) throws InterruptedException {
        Stdout.line(Event.now(group, Event.Kind.STARTED, record).toLine());
        if (record.offset() == 0 && !headsEnd) {
            new CountDownLatch(1).await();
        }
        LockSupport.parkNanos(NANOS_OF_A_RECORD);
        Stdout.line(Event.now(group, Event.Kind.DONE, record).toLine());
    }
}
