package io.github.parallelconsumer.demo.viewer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web server: takes reports, shows the page, and tells browsers what changes. Thread-safe. */
public final class ViewerServer implements AutoCloseable {

    private static final Duration FRAME = Duration.ofMillis(200);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-cache");
    private static final Logger LOG = LoggerFactory.getLogger(ViewerServer.class);

    private final ObjectMapper json = new ObjectMapper();
    private final Board board = new Board(new SteadyClock());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ViewerOptions options;
    private final Fleet fleet;
    private final SameOrigin origin;
    private final Javalin web;

    private ViewerServer(ViewerOptions options, Fleet fleet) {
        this.options = options;
        this.fleet = fleet;
        origin = new SameOrigin(Set.of("localhost", options.bind()));
        web = Javalin.create(this::configure);
    }

    /**
     * Listens from now on.
     *
     * @throws UncheckedIOException if it cannot listen there
     */
    public static ViewerServer start(ViewerOptions options, Fleet fleet) {
        var server = new ViewerServer(options, fleet);
        try {
            server.web.start(options.bind(), options.port());
        } catch (RuntimeException e) {
            server.web.stop();
            throw new UncheckedIOException(new IOException(
                    "the viewer cannot listen at " + options.bind() + ":" + options.port()
                            + ": is the port in use? Choose another",
                    e));
        }
        Thread.ofVirtual().name("viewer clock").start(server::tick);
        return server;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.routes.before(this::check);
        config.routes.exception(JsonProcessingException.class, (e, request) -> request.status(400));
        config.routes.sse("/events", this::watch);
        Pages.addTo(config.routes);
        reports(config.routes);
        new Controls(json, board, fleet).addTo(config.routes);
    }

    private void check(Context request) {
        HEADERS.forEach(request::header);
        if (request.path().startsWith("/api/")) {
            origin.checkNoBrowser(request);
        } else if (request.path().startsWith("/control/")) {
            origin.checkOrigin(request);
        } else {
            origin.checkHost(request);
        }
    }

    private void reports(RoutesConfig routes) {
        routes.post("/api/consumers/{id}", request -> {
            answer(request, board.reported(id(request), body(request, ConsumerReport.class)));
        });
        routes.post("/api/producers/{id}", request -> {
            answer(request, board.reported(id(request), body(request, ProducerReport.class)));
        });
    }

    private <R> R body(Context request, Class<R> type) throws IOException {
        return Optional.ofNullable(json.readValue(request.bodyAsBytes(), type))
                .orElseThrow(() -> new BadRequestResponse("A report says something"));
    }

    private static String id(Context request) {
        var id = request.pathParam("id");
        if (!id.matches("[\\w.-]{1,60}")) {
            throw new BadRequestResponse("A name has letters, digits, dots, underscores and hyphens, at most 60");
        }
        return id;
    }

    private void answer(Context request, Object settings) throws JsonProcessingException {
        request.contentType("application/json").result(json.writeValueAsBytes(settings));
    }

    /** Tells one browser until it goes away; on a thread of its own, so a slow one holds up nobody. */
    private void watch(SseClient browser) {
        try {
            browser.sendEvent("history", json.writeValueAsString(board.history()));
            do {
                browser.sendEvent("frame", json.writeValueAsString(board.frame(fleet.canAdd())));
            } while (!browser.terminated() && !closed.await(FRAME.toMillis(), TimeUnit.MILLISECONDS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a frame is plain records", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    private void tick() {
        try {
            while (!closed.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                tickOnce();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the viewer's clock", e);
        }
    }

    /** The clock outlives what goes wrong. */
    private void tickOnce() {
        try {
            board.tick();
        } catch (RuntimeException e) {
            LOG.error("The viewer has missed a second", e);
        }
    }

    /** Where a browser on this machine finds the page. */
    public URI address() {
        var host =
                Set.of("0.0.0.0", "::", ViewerOptions.LOOPBACK).contains(options.bind()) ? "localhost" : options.bind();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + web.port());
    }

    /** Lets browsers and processes go, and listens no more. */
    @Override
    public void close() {
        closed.countDown();
        web.stop();
    }
}
