package io.github.parallelconsumer.bench.contender;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A virtual thread for each record of a poll, so many at once, and all of them waited for. Confined to the loop's thread. */
final class RecordThreads implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits;
    private final Contender.Handler handler;

    RecordThreads(int concurrency, Contender.Handler handler) {
        permits = new Semaphore(concurrency);
        this.handler = handler;
    }

    /** Returns when all records are handled; throws what a handler threw. */
    void handle(Iterable<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException, ExecutionException {
        var running = new ArrayList<Future<?>>();
        for (var record : records) {
            permits.acquire();
            running.add(threads.submit(() -> run(record)));
        }
        for (var future : running) {
            future.get();
        }
    }

    private void run(ConsumerRecord<byte[], byte[]> record) {
        try {
            handler.handleUninterrupted(record);
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
