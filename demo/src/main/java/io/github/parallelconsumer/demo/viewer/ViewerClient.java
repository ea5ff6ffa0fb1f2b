package io.github.parallelconsumer.demo.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to a viewer five times a second and passes on what it answers, on a virtual thread of its own. A viewer that is
 * away or fails is tried again with the next report; the process that reports never notices. Thread-safe.
 */
public final class ViewerClient implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final Logger LOG = LoggerFactory.getLogger(ViewerClient.class);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final URI address;
    private final Thread thread;

    private <S> ViewerClient(URI address, Supplier<?> report, Class<S> type, Consumer<S> settings) {
        this.address = address;
        thread = Thread.ofVirtual().name("viewer client").unstarted(() -> run(report, type, settings));
    }

    /**
     * Reports on a consumer.
     *
     * @param viewer the address of the viewer
     * @param id what the page calls the consumer
     * @param report makes the next report
     * @param settings given what the page wants, with each answer
     */
    public static ViewerClient consumer(
            URI viewer, String id, Supplier<ConsumerReport> report, Consumer<ConsumerSettings> settings) {
        var unsent = new UnsentEvents();
        return start(
                viewer, "/api/consumers/" + id, () -> unsent.addTo(report.get()), ConsumerSettings.class, answer -> {
                    unsent.sent();
                    settings.accept(answer);
                });
    }

    /** The same for a producer. */
    public static ViewerClient producer(
            URI viewer, String id, Supplier<ProducerReport> report, Consumer<ProducerSettings> settings) {
        return start(viewer, "/api/producers/" + id, report, ProducerSettings.class, settings);
    }

    private static <S> ViewerClient start(
            URI viewer, String path, Supplier<?> report, Class<S> type, Consumer<S> settings) {
        var client = new ViewerClient(viewer.resolve(path), report, type, settings);
        client.thread.start();
        return client;
    }

    private <S> void run(Supplier<?> report, Class<S> type, Consumer<S> settings) {
        try {
            do {
                exchange(report, type, settings);
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
            exchange(report, type, nothingMore -> {});
        } catch (InterruptedException e) {
            LOG.debug("Reports no more", e);
        }
    }

    private <S> void exchange(Supplier<?> report, Class<S> type, Consumer<S> settings) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(report.get())))
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == OK) {
                settings.accept(json.readValue(answer.body(), type));
            } else {
                LOG.debug("The viewer at {} answers {}", address, answer.statusCode());
            }
        } catch (JsonProcessingException e) {
            LOG.warn("The viewer at {} does not speak our language", address, e);
        } catch (IOException e) {
            LOG.debug("No viewer at {}", address, e);
        } catch (RuntimeException e) {
            LOG.warn("A report to the viewer at {} has failed; the next may not", address, e);
        }
    }

    /** Sends a last report, on which nothing follows, and returns; at the latest after two seconds. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
    }
}
