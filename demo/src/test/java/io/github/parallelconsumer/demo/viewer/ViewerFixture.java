package io.github.parallelconsumer.demo.viewer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A viewer and a client of it that sends what browsers and consumers would. Confined to the test's thread. */
abstract class ViewerFixture {

    static final String NOTHING_ASKED = "{\"handlerMillis\":-1,\"failurePercent\":-1,\"paused\":false,\"stop\":false}";

    private final HttpClient http = HttpClient.newHttpClient();
    final TestFleet fleet = new TestFleet();
    ViewerServer server;

    @BeforeEach
    void start() {
        server = ViewerServer.start(ViewerOptions.loopback(0), fleet);
    }

    @AfterEach
    void stop() {
        server.close();
        http.shutdownNow();
    }

    HttpResponse<String> report(String id, long pid) throws Exception {
        return send(HttpRequest.newBuilder(server.address().resolve("/api/consumers/" + id))
                .POST(BodyPublishers.ofString(
                        "{\"pid\":" + pid + ",\"group\":\"g\",\"state\":\"RUNNING\",\"partitions\":[],\"events\":[]}"))
                .build());
    }

    /** What a browser that has just come is told first. */
    String firstFrame() throws Exception {
        var request = HttpRequest.newBuilder(server.address().resolve("/events"))
                .header("Accept", "text/event-stream")
                .build();
        try (var lines = http.send(request, BodyHandlers.ofLines()).body()) {
            return lines.dropWhile(line -> !line.equals("event: frame"))
                    .filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow();
        }
    }

    int own(String path, String body) throws Exception {
        return control(path, server.address().toString(), "same-origin", body);
    }

    int control(String path, String origin, String site, String body) throws Exception {
        return send(post(path, origin, site, body)).statusCode();
    }

    HttpRequest post(String path, String origin, String site, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(server.address() + path)).POST(BodyPublishers.ofString(body));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        if (!site.isEmpty()) {
            request.header("Sec-Fetch-Site", site);
        }
        return request.build();
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    /** Notes what it is asked for. */
    static final class TestFleet implements Fleet {

        final Queue<String> calls = new ConcurrentLinkedQueue<>();
        volatile String refusal = "";

        @Override
        public boolean canAdd() {
            return true;
        }

        @Override
        public void addConsumer() {
            if (!refusal.isEmpty()) {
                throw new IllegalStateException(refusal);
            }
            calls.add("add");
        }

        @Override
        public void kill(String consumerId) {
            calls.add("kill " + consumerId);
        }
    }
}
