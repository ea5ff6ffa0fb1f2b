package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.bench.peers.Waiting;
import io.github.parallelconsumer.testkit.TestKafka;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends records at a steady rate, keys in random order. Runs on a thread of its own. */
final class PacedFeed implements Runnable {

    private static final long SEED = 42;
    private static final int VALUE_BYTES = 100;

    private final TestKafka kafka;
    private final String topic;
    private final IsolationPlan plan;
    private final int seconds;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final byte[] value = new byte[VALUE_BYTES];

    PacedFeed(TestKafka kafka, String topic, IsolationPlan plan, int seconds) {
        this.kafka = kafka;
        this.topic = topic;
        this.plan = plan;
        this.seconds = seconds;
    }

    /** How many records it sends. */
    long records() {
        return (long) plan.rate() * seconds;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        kafka.produce(LongStream.range(0, records()).mapToObj(i -> {
            Waiting.until(start + i * TimeUnit.SECONDS.toNanos(1) / plan.rate());
            int key = random.nextInt(plan.keys());
            return new ProducerRecord<>(
                    topic,
                    plan.partitionOf(key),
                    ByteBuffer.allocate(Integer.BYTES).putInt(key).array(),
                    value);
        }));
    }
}
