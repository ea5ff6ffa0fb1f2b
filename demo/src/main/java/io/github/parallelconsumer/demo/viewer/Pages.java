package io.github.parallelconsumer.demo.viewer;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The files of the page. Stateless.
 *
 * <p>Listed one by one, so that nothing else of the class path can be asked for; and the chart library's jar has no entries
 * for its directories, which a server of directories needs.
 */
final class Pages {

    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private Pages() {}

    static void addTo(RoutesConfig routes) {
        add(routes, "/", "/viewer/index.html", HTML);
        add(routes, "/viewer.css", "/viewer/viewer.css", STYLE);
        add(routes, "/viewer.js", "/viewer/viewer.js", SCRIPT);
        add(routes, "/strip.js", "/viewer/strip.js", SCRIPT);
        add(routes, "/charts.js", "/viewer/charts.js", SCRIPT);
        add(routes, "/icon.svg", "/viewer/icon.svg", "image/svg+xml");
        add(routes, "/uplot/uPlot.iife.min.js", CHARTS + "uPlot.iife.min.js", SCRIPT);
        add(routes, "/uplot/uPlot.min.css", CHARTS + "uPlot.min.css", STYLE);
    }

    private static void add(RoutesConfig routes, String path, String resource, String type) {
        byte[] content = read(resource);
        routes.get(path, request -> request.contentType(type).result(content));
    }

    private static byte[] read(String resource) {
        try (var in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the demo was built without " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
