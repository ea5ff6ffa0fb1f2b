package io.github.parallelconsumer.demo.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read the page and send reports, and what the server answers. */
class ViewerServerTest extends ViewerFixture {

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

    /** Whoever listens everywhere has the port at every address. */
    @Test
    @EnabledOnOs(OS.LINUX) // where 127.0.0.2 is an address of the loopback interface too
    void socket_unlessToldOtherwise_isOnOneAddressOfTheLoopbackInterface() throws Exception {
        var neighbour = InetAddress.getByName("127.0.0.2");
        try (var free = new ServerSocket(server.address().getPort(), 1, neighbour)) {
            assertThat(free.isBound()).isTrue();
        }
        try (var everywhere = ViewerServer.start(new ViewerOptions("0.0.0.0", 0), Fleet.NONE)) {
            int port = everywhere.address().getPort();
            assertThatThrownBy(() -> new ServerSocket(port, 1, neighbour).close())
                    .isInstanceOf(BindException.class);
        }
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
                "{\"state\":\"RUNNING\",\"partitions\":[],\"events\":[]}",
                "{\"group\":\"g\",\"state\":\"RUNNING\",\"partitions\":null,\"events\":[]}",
                "{\"group\":\"g\",\"state\":\"RUNNING\",\"partitions\":[null],\"events\":[]}",
                "{\"group\":\"g\",\"state\":\"RUNNING\",\"partitions\":[{}],\"events\":[]}",
                "{\"group\":\"g\",\"state\":\"RUNNING\",\"partitions\":[],\"events\":[{}]}"
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
    void start_portInUse_isRefused() {
        var taken = ViewerOptions.loopback(server.address().getPort());

        assertThatThrownBy(() -> ViewerServer.start(taken, Fleet.NONE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen at 127.0.0.1:" + taken.port());
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
}
