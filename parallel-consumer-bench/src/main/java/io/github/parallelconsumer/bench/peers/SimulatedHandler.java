package io.github.parallelconsumer.bench.peers;

import io.github.parallelconsumer.bench.contender.Contender;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What each contender does with a record: touches it, does for as long as a real handler would what a real one does, and
 * counts it. Thread-safe: holds a concurrent counter.
 */
final class SimulatedHandler implements Contender.Handler {

    /** About a tenth of a millisecond for 18 KB. */
    private static final int HASHES = 5;

    private final HandlerSpec spec;
    private final LongAdder handled = new LongAdder();

    SimulatedHandler(HandlerSpec spec) {
        this.spec = spec;
    }

    @Override
    public void handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (record.value().length == 0) {
            throw new IllegalStateException("An empty value at " + record.partition() + "@" + record.offset());
        }
        switch (spec.kind()) {
            case NOTHING -> {}
            case SLEEP -> Thread.sleep(spec.millis());
            case MIXED ->
                Thread.sleep(
                        spec.isSlow(record.partition(), record.offset()) ? HandlerSpec.SLOW_MILLIS : spec.millis());
            case SYNCHRONIZED -> sleepPinned(record);
            case HASH -> hash(record.value());
        }
        handled.increment();
    }

    private void sleepPinned(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        synchronized (record) { // nobody else wants it; it only pins
            Thread.sleep(spec.millis());
        }
    }

    private static void hash(byte[] value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] last = value;
            for (int i = 0; i < HASHES; i++) {
                digest.update(value);
                last = digest.digest(last);
            }
            if (last.length == 0) {
                throw new IllegalStateException("no hash");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How many records were handled so far. */
    long handled() {
        return handled.sum();
    }
}
