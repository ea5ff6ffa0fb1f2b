package io.github.parallelconsumer.demo.viewer;

import io.github.parallelconsumer.demo.process.AckedSender;
import io.github.parallelconsumer.testkit.TestKafka;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A producer and consumers in the test's own process, for the page to show. Thread-safe. */
final class LiveFleet implements Fleet, AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final int TICKS_PER_SECOND = 20;
    private static final int KEYS = 5_000;

    private final Map<String, LiveConsumer> consumers = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final TestKafka kafka;
    private final String topic;
    private final URI viewer;
    private final EndOffsets ends;
    private final AckedSender sender;
    private final ViewerClient producer;
    private volatile int rate = 200;

    LiveFleet(TestKafka kafka, URI viewer) {
        this.kafka = kafka;
        this.viewer = viewer;
        topic = kafka.createTopic("orders", PARTITIONS);
        ends = EndOffsets.of(kafka.bootstrapServers());
        sender = new AckedSender(kafka.bootstrapServers());
        producer = ViewerClient.producer(
                viewer,
                "producer",
                () -> new ProducerReport(ProcessHandle.current().pid(), rate, sender.sent(), sender.acknowledged()),
                settings -> rate = settings.ratePerSecond() < 0 ? rate : settings.ratePerSecond());
        Thread.ofPlatform().name("producer").start(this::produce);
    }

    private void produce() {
        try {
            while (!closed.await(1_000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS)) {
                for (int i = 0; i < rate / TICKS_PER_SECOND; i++) {
                    sender.send(new ProducerRecord<>(topic, "key-" + sender.sent() % KEYS, "secret"));
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the producer", e);
        } finally {
            sender.close();
        }
    }

    /** How many consumers run. */
    int size() {
        return consumers.size();
    }

    @Override
    public boolean canAdd() {
        return true;
    }

    @Override
    public void addConsumer() {
        var id = "consumer-" + numbers.incrementAndGet();
        consumers.put(id, consumer(id, "shop"));
    }

    /** A consumer of the same topic in a group of its own, which is the caller's to close. */
    LiveConsumer ofAnotherGroup(String group) {
        return consumer("of-" + group, group);
    }

    private LiveConsumer consumer(String id, String group) {
        return new LiveConsumer(viewer, id, group, kafka.bootstrapServers(), topic, ends);
    }

    @Override
    public void kill(String consumerId) {
        var killed = consumers.remove(consumerId);
        if (killed == null) {
            throw new IllegalStateException(consumerId + " is not one of this fleet");
        }
        killed.kill();
    }

    @Override
    public void close() {
        closed.countDown();
        producer.close();
        consumers.values().forEach(LiveConsumer::close);
        ends.close();
    }
}
