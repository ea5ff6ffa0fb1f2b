package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.api.RecordHandler;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The handler of a demo consumer: stands for the call that a real one waits for. Runs on record threads; thread-safe: its
 * options are replaced as a whole.
 */
final class DemoHandler implements RecordHandler<String, String> {

    private volatile HandlerOptions options;

    DemoHandler(HandlerOptions options) {
        this.options = options;
    }

    HandlerOptions options() {
        return options;
    }

    /** From the next record on. */
    void change(HandlerOptions changed) {
        options = changed;
    }

    @Override
    public void handle(ConsumerRecord<String, String> taken, RecordContext context) throws InterruptedException {
        var now = options;
        TimeUnit.MILLISECONDS.sleep(millis(now, taken.offset()));
        if (ThreadLocalRandom.current().nextInt(100) < now.failurePercent()) {
            throw new MadeToFailException(now.failurePercent());
        }
    }

    private static int millis(HandlerOptions options, long offset) {
        return options.isSlow(offset)
                ? options.slowMillis()
                : ThreadLocalRandom.current().nextInt(options.minMillis(), options.maxMillis() + 1);
    }

    /** The failure that was asked for; where it was thrown is known. Immutable. */
    static final class MadeToFailException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MadeToFailException(int percent) {
            super("made to fail, as " + percent + " in 100 attempts are", null, false, false);
        }
    }
}
