package io.github.parallelconsumer.demo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProducerThreadTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Stoppable producing = new Stoppable();
    private final ProducerThread producer = new ProducerThread(producing);

    @AfterEach
    void stop() throws InterruptedException {
        Thread.interrupted();
        producing.end.countDown();
        producer.awaitEnd(LONG);
    }

    @Test
    void stop_itObeys_endIsAwaited() throws InterruptedException {
        producing.obeys = true;
        producer.start();
        producer.requireProducing(Duration.ZERO);
        producer.stop();
        producer.awaitEnd(LONG);

        assertThat(producing.ended).hasValue(1);
    }

    /** As one that flushes to a broker which is gone. */
    @Test
    void awaitEnd_itDoesNotEnd_returnsNevertheless() throws InterruptedException {
        producer.start();
        producer.stop();
        producer.awaitEnd(Duration.ofMillis(1));

        assertThat(producing.ended).hasValue(0);
    }

    @Test
    void awaitEnd_neverStarted_returns() throws InterruptedException {
        producer.awaitEnd(LONG);

        assertThat(producing.ended).hasValue(0);
    }

    @Test
    void awaitEnd_interrupted_tells() {
        producer.start();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> producer.awaitEnd(LONG)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void requireProducing_ended_fails() throws InterruptedException {
        producing.end.countDown();
        producer.start();
        producer.awaitEnd(LONG);

        assertThatThrownBy(() -> producer.requireProducing(LONG))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("the producer has ended by itself");
    }

    @Test
    void requireProducing_failed_saysWhy() {
        producing.failure = new IllegalStateException("no leader");
        producing.end.countDown();
        producer.start();

        await().atMost(LONG)
                .untilAsserted(() -> assertThatThrownBy(() -> producer.requireProducing(LONG))
                        .isInstanceOf(CommandException.class)
                        .hasMessageContaining("the producer has failed: java.lang.IllegalStateException: no leader"));
    }

    /** Ends when the test says so, or when it is asked to, if it obeys. Thread-safe. */
    private static final class Stoppable implements ProducerThread.Producing {

        private final CountDownLatch end = new CountDownLatch(1);
        private final AtomicInteger ended = new AtomicInteger();
        private volatile boolean obeys;
        private volatile RuntimeException failure;

        @Override
        public void run() throws InterruptedException {
            end.await();
            if (failure != null) {
                throw failure;
            }
            ended.incrementAndGet();
        }

        @Override
        public void stop() {
            if (obeys) {
                end.countDown();
            }
        }
    }
}
