package io.github.parallelconsumer.demo.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the server for what, and what it answers. */
class ViewerServerTest {

    private static final String NOTHING_ASKED =
            "{\"handlerMillis\":-1,\"failurePercent\":-1,\"paused\":false,\"stop\":false}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestFleet fleet = new TestFleet();
    private ViewerServer server;

    @BeforeEach
    void start() {
        server = ViewerServer.start(ViewerOptions.loopback(0), fleet);
    }

    @AfterEach
    void stop() {
        server.close();
        http.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/viewer.css",
                "/viewer.js",
                "/strip.js",
                "/charts.js",
                "/icon.svg",
                "/uplot/uPlot.iife.min.js",
                "/uplot/uPlot.min.css"
            })
    void page_itsFiles_areServedForThisOriginOnly(String path) throws Exception {
        var answer = send(HttpRequest.newBuilder(server.address().resolve(path)).build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNotEmpty().doesNotContain("http://cdn", "https://cdn");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'");
    }

    @Test
    void page_otherFilesOfTheClassPath_areNotServed() throws Exception {
        var answer = send(
                HttpRequest.newBuilder(server.address().resolve("/logback.xml")).build());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    /** What a page elsewhere would send whose name was made to point here. */
    @ParameterizedTest
    @CsvSource({
        "/, evil.example, 403",
        "/events, evil.example:80, 403",
        "/, localhost, 200",
        "/, 127.0.0.1:8081, 200",
        "/, [::1]:8081, 200"
    })
    void page_hostHeader_isThisMachineOrRefused(String path, String host, int status) throws Exception {
        assertThat(rawStatus("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, cross-site",
        "http://evil.example, ''",
        "null, ''",
        "'', ''",
        "SELF, cross-site",
        "SELF, same-site",
        "http://localhost:1, same-origin"
    })
    void control_fromAnotherOrigin_isRefused(String origin, String site) throws Exception {

        report("c-1", 1);
        for (var path : List.of("/control/settings", "/control/consumers", "/control/consumers/c-1/kill")) {
            assertThat(control(path, origin.equals("SELF") ? server.address().toString() : origin, site, "{}"))
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(fleet.calls).isEmpty();
        assertThat(report("c-1", 1).body()).isEqualTo(NOTHING_ASKED);
    }

    @Test
    void control_ofItsOwnPage_reachesConsumersAndFleet() throws Exception {
        report("c-1", 1);

        assertThat(own("/control/settings", "{\"handlerMillis\":70,\"failurePercent\":5,\"ratePerSecond\":-1}"))
                .isEqualTo(200);
        assertThat(own("/control/consumers/c-1/pause", "")).isEqualTo(200);
        assertThat(report("c-1", 1).body())
                .isEqualTo("{\"handlerMillis\":70,\"failurePercent\":5,\"paused\":true,\"stop\":false}");
        assertThat(own("/control/consumers/c-1/resume", "")).isEqualTo(200);
        assertThat(own("/control/consumers/c-1/stop", "")).isEqualTo(200);
        assertThat(report("c-1", 1).body())
                .isEqualTo("{\"handlerMillis\":70,\"failurePercent\":5,\"paused\":false,\"stop\":true}");
        assertThat(own("/control/consumers", "")).isEqualTo(200);
        assertThat(own("/control/consumers/c-1/kill", "")).isEqualTo(200);
        assertThat(fleet.calls).containsExactly("add", "kill c-1");
    }

    @Test
    void control_newProcessOfTheSameName_isNotStoppedOrPaused() throws Exception {
        report("c-1", 1);
        own("/control/consumers/c-1/stop", "");
        own("/control/consumers/c-1/pause", "");

        assertThat(report("c-1", 2).body()).isEqualTo(NOTHING_ASKED);
    }

    @ParameterizedTest
    @CsvSource({
        "/control/settings, not json, 400",
        "/control/settings, '{\"handlerMillis\":60001,\"failurePercent\":0,\"ratePerSecond\":0}', 400",
        "/control/consumers/c-9/stop, '', 404",
        "/control/consumers/c-1/sing, '', 404"
    })
    void control_nonsense_isRefused(String path, String body, int status) throws Exception {
        report("c-1", 1);

        assertThat(own(path, body)).isEqualTo(status);
    }

    @Test
    void control_fleetCannot_saysWhy() throws Exception {
        fleet.refusal = "there are four already";

        var answer = send(post("/control/consumers", server.address().toString(), "same-origin", ""));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("there are four already");
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example, ''", "'', same-origin", "SELF, same-origin"})
    void report_byABrowser_isRefused(String origin, String site) throws Exception {
        var self = origin.equals("SELF") ? server.address().toString() : origin;

        assertThat(control("/api/consumers/c-1", self, site, "{}")).isEqualTo(403);
    }

    @Test
    void report_aNameWithMarkup_isRefused() throws Exception {
        assertThat(control("/api/consumers/%3Cb%3E", "", "", "{}")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"state\":\"RUNNING\",\"partitions\":null,\"events\":[]}",
                "{\"state\":\"RUNNING\",\"partitions\":[null],\"events\":[]}",
                "{\"state\":\"RUNNING\",\"partitions\":[{}],\"events\":[]}",
                "{\"state\":\"RUNNING\",\"partitions\":[],\"events\":[{}]}"
            })
    void report_incomplete_isRefusedAndNotKept(String body) throws Exception {
        assertThat(control("/api/consumers/c-1", "", "", body)).isEqualTo(400);

        assertThat(own("/control/consumers/c-1/stop", "")).isEqualTo(404);
    }

    @Test
    void report_nothingOfAProducer_isRefused() throws Exception {
        assertThat(control("/api/producers/p-1", "", "", "null")).isEqualTo(400);
    }

    @Test
    void client_itsReportOrTheSettingsFail_goesOn() {
        var reports = new AtomicInteger();
        var settings = new AtomicInteger();
        var client = ViewerClient.producer(
                server.address(),
                "p",
                () -> {
                    if (reports.getAndIncrement() == 0) {
                        throw new IllegalStateException("no report this time");
                    }
                    return new ProducerReport(7, 10, 1, 1);
                },
                given -> {
                    if (settings.getAndIncrement() == 0) {
                        throw new IllegalStateException("no settings this time");
                    }
                });
        try {
            await().untilAsserted(() -> assertThat(settings).hasValueGreaterThan(1));
        } finally {
            client.close();
        }
    }

    @Test
    void client_viewerStartedLater_reportsAndPassesSettingsOn() throws Exception {
        var address = server.address();
        server.close();
        var settings = new AtomicReference<ProducerSettings>();
        var client = ViewerClient.producer(address, "p", () -> new ProducerReport(7, 10, 1, 1), settings::set);
        try {
            assertThat(settings.get()).isNull();
            server = ViewerServer.start(ViewerOptions.loopback(address.getPort()), fleet);

            await().until(() -> settings.get() != null);
            assertThat(settings.get().ratePerSecond()).isEqualTo(ConsumerSettings.UNCHANGED);
            own("/control/settings", "{\"handlerMillis\":-1,\"failurePercent\":-1,\"ratePerSecond\":33}");
            await().until(() -> settings.get().ratePerSecond() == 33);
        } finally {
            client.close();
        }
    }

    @Test
    void client_rebalanceWhileTheViewerWasAway_isToldLater() throws Exception {
        var address = server.address();
        server.close();
        var events = new AtomicReference<>(List.of(new RebalanceEvent("ASSIGNED", List.of("t-0"), 0, 0, 0)));
        var reports = new AtomicInteger();
        var answers = new AtomicInteger();
        var client = ViewerClient.consumer(
                address,
                "c",
                () -> {
                    reports.incrementAndGet();
                    return Reports.consumer(events.getAndSet(List.of()));
                },
                settings -> answers.incrementAndGet());
        try {
            await().until(() -> reports.get() > 1);
            server = ViewerServer.start(ViewerOptions.loopback(address.getPort()), fleet);
            await().until(() -> answers.get() > 1);

            assertThat(firstFrame()).containsOnlyOnce("takes t-0");
        } finally {
            client.close();
        }
    }

    @Test
    void client_isClosed_reportsALastTime() {
        var ending = new AtomicBoolean();
        var lastReports = new AtomicInteger();
        var answers = new AtomicInteger();
        var client = ViewerClient.producer(
                server.address(),
                "p",
                () -> {
                    lastReports.addAndGet(ending.get() ? 1 : 0);
                    return new ProducerReport(7, 10, 1, 1);
                },
                settings -> answers.incrementAndGet());
        await().until(() -> answers.get() > 0);
        ending.set(true);
        client.close();

        assertThat(lastReports).hasPositiveValue();
    }

    @Test
    void start_portInUse_isRefused() {
        var taken = ViewerOptions.loopback(server.address().getPort());

        assertThatThrownBy(() -> ViewerServer.start(taken, Fleet.NONE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen at 127.0.0.1:" + taken.port());
    }

    private HttpResponse<String> report(String id, long pid) throws Exception {
        return send(HttpRequest.newBuilder(server.address().resolve("/api/consumers/" + id))
                .POST(BodyPublishers.ofString(
                        "{\"pid\":" + pid + ",\"state\":\"RUNNING\",\"partitions\":[],\"events\":[]}"))
                .build());
    }

    /** What a browser that has just come is told first. */
    private String firstFrame() throws Exception {
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

    private int own(String path, String body) throws Exception {
        return control(path, server.address().toString(), "same-origin", body);
    }

    private int control(String path, String origin, String site, String body) throws Exception {
        return send(post(path, origin, site, body)).statusCode();
    }

    private HttpRequest post(String path, String origin, String site, String body) {
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

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    /** Java's client does not let anyone choose the host header. */
    private int rawStatus(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            var line = new String(socket.getInputStream().readNBytes(12), UTF_8);
            return Integer.parseInt(line.substring(9));
        }
    }

    /** Notes what it is asked for. */
    private static final class TestFleet implements Fleet {

        private final Queue<String> calls = new ConcurrentLinkedQueue<>();
        private volatile String refusal = "";

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
