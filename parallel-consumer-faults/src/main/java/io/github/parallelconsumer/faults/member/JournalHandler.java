package io.github.parallelconsumer.faults.member;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.api.RecordContext;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Journal;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.Lane;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Does with each record what its {@link Conduct} says, and writes down when it begins and ends. Thread-safe: immutable. */
record JournalHandler(String member, long seed, Journal journal) implements RecordHandler<String, String> {

    @Override
    public void handle(ConsumerRecord<String, String> record, RecordContext context) throws Exception {
        write(Kind.START, record, context);
        var end = Kind.INTERRUPTED;
        try {
            var conduct = Conduct.of(seed, record.value());
            Thread.sleep(conduct.millis());
            end = end(conduct, context.attempt());
        } finally {
            write(end, record, context);
        }
        if (end == Kind.GIVEN_UP) {
            throw new DeadLetterException(new IOException("poison"));
        }
        if (end == Kind.FAILED) {
            throw new IOException("not yet");
        }
        if (end == Kind.INTERRUPTED) {
            throw new InterruptedException("noticed late");
        }
    }

    private static Kind end(Conduct conduct, int attempt) {
        if (Thread.currentThread().isInterrupted()) {
            return Kind.INTERRUPTED;
        }
        if (attempt <= conduct.failures()) {
            return Kind.FAILED;
        }
        return conduct.givenUp() ? Kind.GIVEN_UP : Kind.OK;
    }

    private void write(Kind kind, ConsumerRecord<String, String> record, RecordContext context) {
        journal.write(new Event(
                System.nanoTime(),
                member,
                kind,
                record.partition(),
                record.offset(),
                context.attempt(),
                context.assignmentId(),
                record.key() == null ? Lane.NO_KEY : record.key()));
    }
}
