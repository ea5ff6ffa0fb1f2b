package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.internal.ScriptedSink;
import io.github.parallelconsumer.internal.engine.ManualClock;
import io.github.parallelconsumer.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** A letter office with a sink that a test scripts, and records to bury. Confined to the test's thread. */
@Tag("jdk21")
abstract class LetterOfficeFixture {

    /** Above every delay between two tries. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    final IllegalStateException cause = new IllegalStateException("no use");
    final ManualClock clock = new ManualClock();
    final ScriptedSink sink = new ScriptedSink();
    final List<Throwable> defects = new CopyOnWriteArrayList<>();
    final List<Thread> buriers = new ArrayList<>();
    final AssignmentToken token = Exec.token();
    final InFlightRecord record = Exec.record(token, 3);
    LetterOffice office = office(false);

    LetterOffice office(boolean dropOversizeValue) {
        var made = new LetterOffice("[g/c]", "g", "t"::equals, sink, dropOversizeValue, defects::add, clock);
        made.start();
        return made;
    }

    @AfterEach
    void close() throws InterruptedException {
        for (var burier : buriers) {
            burier.join(Duration.ofSeconds(10));
        }
        office.close(Duration.ofSeconds(10));
        assertThat(buriers).noneMatch(Thread::isAlive);
        assertThat(office.problems()).isEmpty();
        assertThat(defects).isEmpty();
    }

    CompletableFuture<Outcome> bury(InFlightRecord given) {
        return bury(given, (raw, failure) -> "dlt");
    }

    CompletableFuture<Outcome> bury(
            InFlightRecord given, BiFunction<ConsumerRecord<byte[], byte[]>, Throwable, String> topic) {
        var outcome = new CompletableFuture<Outcome>();
        buriers.add(Thread.ofVirtual().start(() -> outcome.complete(office.bury(given, 4, cause, topic))));
        return outcome;
    }

    /** Lets time pass until the sink was given so many letters. */
    void awaitSent(int letters) {
        until(letters + " letters", () -> {
            letTimePass();
            return sink.sent.size() >= letters;
        });
    }

    void awaitDone(CompletableFuture<Outcome> outcome) {
        until("done", () -> {
            letTimePass();
            return outcome.isDone();
        });
    }

    void letTimePass() {
        clock.advance(LONGEST_DELAY);
        buriers.forEach(LockSupport::unpark);
    }

    /** Takes the partition away while a record is held. */
    void release(CompletableFuture<Outcome> outcome) {
        token.close();
        record.drop();
        buriers.forEach(LockSupport::unpark);
        assertThat(outcome.join()).isEqualTo(new Outcome.Dropped());
    }

    static IllegalStateException away() {
        return new IllegalStateException("the sink is away");
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
