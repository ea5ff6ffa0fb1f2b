package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/** A deserializer has one user at a time, and is closed in the end. */
class DecoderPoolTest {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /** Would mix up values if two threads used it at once. */
    private final class Stateful implements Deserializer<String> {
        private final StringBuilder text = new StringBuilder();

        Stateful() {
            made.incrementAndGet();
        }

        @Override
        public String deserialize(String topic, byte[] data) {
            text.setLength(0);
            new String(data, StandardCharsets.UTF_8).chars().forEach(c -> text.append((char) c));
            return text.toString();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void decode_fiveHundredAtOnce_noValueIsWrong() throws Exception {
        var pool = Exec.pool(Stateful::new, 500);
        var go = new CountDownLatch(1);
        var wrong = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 500; i++) {
            int first = i * 100;
            threads.add(Thread.ofVirtual().start(() -> {
                await(go);
                for (int offset = first; offset < first + 20; offset++) {
                    var decoder = pool.take();
                    var decoded = decoder.decode(Exec.record(Exec.token(), offset));
                    wrong.addAndGet(decoded.value().equals("v" + offset) ? 0 : 1);
                    pool.giveBack(decoder);
                }
            }));
        }
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        pool.close();

        assertThat(wrong).hasValue(0);
        assertThat(closed).hasValue(made.get());
    }

    @Test
    void take_oneAfterAnother_reusesOne() {
        var pool = Exec.pool(Stateful::new, 500);
        for (int i = 0; i < 10; i++) {
            pool.giveBack(pool.take());
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void close_whileOneIsInUse_closesItWhenGivenBack() {
        var pool = Exec.pool(Stateful::new, 500);
        var inUse = pool.take();
        pool.close();
        assertThat(closed).hasValue(0);
        pool.giveBack(inUse);
        assertThat(closed).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
