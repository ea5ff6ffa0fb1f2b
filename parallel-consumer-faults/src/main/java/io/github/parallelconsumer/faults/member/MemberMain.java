package io.github.parallelconsumer.faults.member;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Journal;
import io.github.parallelconsumer.faults.ledger.Kind;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A member that writes down what it does, and closes on SIGTERM. Runs in a child JVM. */
public final class MemberMain {

    /** What it prints when a signal to end will be minded. */
    public static final String READY = "ready";

    private MemberMain() {}

    /**
     * Consumes until it is asked to end.
     *
     * @param args those of {@link MemberOptions}
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var options = MemberOptions.of(args);
        var journal = Journal.open(options.journal());
        journal.write(Event.now(options.name(), Kind.OPEN, -1, Runtime.version().toString()));
        var consumer = ParallelConsumer.start(
                options.config(new JournalObserver(options.name(), journal)),
                new JournalHandler(options.name(), options.seed(), journal));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(options.name(), consumer, journal), "close"));
        consumer.termination()
                .thenAccept(termination -> termination
                        .cause()
                        .ifPresent(cause -> journal.write(Event.now(options.name(), Kind.DIED, -1, cause.toString()))));
        System.out.println(READY);
        new CountDownLatch(1).await(); // for the signal
    }

    private static void close(String name, ParallelConsumer consumer, Journal journal) {
        journal.write(Event.now(name, Kind.CLOSING, -1, ""));
        consumer.close();
        journal.write(Event.now(name, Kind.CLOSED, -1, ""));
    }
}
