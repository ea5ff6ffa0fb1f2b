package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.Snapshot;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;

/** One consumer beside a paced feed, in a topic and a group of its own. Confined to one thread. */
final class IsolationRun implements AutoCloseable {

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_DRAIN_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final IsolationPlan plan;
    private final FailingKeysHandler handler;
    private final PacedFeed feed;
    private final Thread feeding;
    private final ParallelConsumer consumer;

    IsolationRun(TestKafka kafka, IsolationPlan plan, IsolationPlan.Failing failing, int seconds, int maxHeld) {
        this.plan = plan;
        String topic = kafka.createTopic(TestKafka.uniqueName("isolation"), plan.partitions());
        handler = new FailingKeysHandler(plan, failing);
        consumer = ParallelConsumer.start(config(kafka, topic, maxHeld), (record, context) -> handler.handle(record));
        feed = new PacedFeed(kafka, topic, plan, seconds);
        feeding = Thread.ofPlatform().name("feed").start(feed);
    }

    private static ParallelConsumerConfig<Integer, byte[]> config(TestKafka kafka, String topic, int maxHeld) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, TestKafka.uniqueName("isolation"));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return ParallelConsumerConfig.<Integer, byte[]>builder(settings)
                .deserializers(IntegerDeserializer::new, ByteArrayDeserializer::new)
                .topics(topic)
                .retry(RetryPolicy.fixed(1_000_000, RETRY_DELAY))
                .maxHeld(maxHeld, Long.MAX_VALUE)
                .build();
    }

    /** Waits until the feed has sent everything. */
    void awaitFeed() throws InterruptedException {
        feeding.join();
    }

    /** Looks until something is so; false when the feed has ended before. */
    boolean awaitDuringFeed(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!feeding.isAlive()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /** Ends the failures and waits until everything that was sent is finished. */
    void recover() {
        handler.recover();
        long start = System.nanoTime();
        while (consumer.snapshot().finished() < feed.records()) {
            if (System.nanoTime() - start > LONGEST_DRAIN_NANOS) {
                throw new IllegalStateException("Only " + consumer.snapshot().finished() + " of " + feed.records()
                        + " records are finished long after the failures ended");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    FailingKeysHandler handler() {
        return handler;
    }

    long sent() {
        return feed.records();
    }

    Snapshot snapshot() {
        return consumer.snapshot();
    }

    List<String> problems() {
        return consumer.health().problems();
    }

    /** Whether intake of exactly the partitions with failing keys is paused. */
    boolean exactlyTheConcernedArePaused() {
        var views = snapshot().partitions();
        return views.size() == plan.partitions()
                && views.stream()
                        .allMatch(view -> view.paused()
                                == plan.isConcerned(view.partition().partition()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
