package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.ScriptedSink;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The end of a letter office, in order or not. */
class LetterOfficeCloseTest extends LetterOfficeFixture {

    @Test
    void close_sinkIsClosedOnceByTheThreadThatSent() throws InterruptedException {
        bury(record).join();
        office.close(Duration.ofSeconds(7));
        assertThat(sink.closed).containsExactly(Duration.ofSeconds(7));
        assertThat(Set.copyOf(sink.callers)).hasSize(1);
    }

    @Test
    void close_sinkIsStuck_returnsAtItsDeadline() throws InterruptedException {
        var letGo = new CountDownLatch(1);
        sink.answer(letter -> {
            awaitUninterruptibly(letGo);
            return ScriptedSink.stored();
        });
        var outcome = bury(record);
        sink.awaitSent(1);
        token.close();
        record.interrupt();
        assertThat(outcome.join()).isEqualTo(new Outcome.Abandoned());
        office.close(Duration.ofMillis(10));
        assertThat(sink.closed).isEmpty();
        letGo.countDown();
        until("closed", () -> sink.closed.size() == 1);
    }

    @Test
    void send_theJvmFails_isADefectOfTheEngine() {
        sink.answer(letter -> {
            throw new OutOfMemoryError("made up");
        });
        var outcome = bury(record);
        until("told", () -> !defects.isEmpty());
        assertThat(defects).singleElement().isInstanceOf(OutOfMemoryError.class);
        defects.clear();
        release(outcome);
        until("closed", () -> sink.closed.size() == 1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean released = false;
        while (!released) {
            try {
                latch.await();
                released = true;
            } catch (InterruptedException e) {
                released = false; // what a careless sink does
            }
        }
    }
}
