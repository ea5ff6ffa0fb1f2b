package io.github.parallelconsumer.demo.viewer;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps other web pages in the user's browser away. Stateless.
 *
 * <p>A page elsewhere cannot set these headers, nor leave them out. A name that a foreign DNS server makes point at this
 * machine shows in {@code Host}; so only addresses and the names of this machine are accepted there.
 */
final class SameOrigin {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.%]+]");

    private final Set<String> names;

    /** Accepts addresses and these names. */
    SameOrigin(Set<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this host, with or without a port, is this machine. */
    boolean accepts(String host) {
        var name = hostName(host);
        return ADDRESS.matcher(name).matches() || names.contains(name);
    }

    /** Refuses a request that was sent to a name that is not this machine's. */
    void checkHost(Context request) {
        var host = header(request, "Host");
        if (!accepts(host)) {
            throw new ForbiddenResponse("Open the viewer by its address, not as " + host);
        }
    }

    /** Refuses what no page of this server has sent. */
    void checkOrigin(Context request) {
        checkHost(request);
        var origin = header(request, "Origin");
        var site = header(request, "Sec-Fetch-Site");
        if (!origin.equals("http://" + header(request, "Host")) || !(site.isEmpty() || site.equals("same-origin"))) {
            throw new ForbiddenResponse("Only the viewer's own page may do this");
        }
    }

    /** Refuses what a browser has sent at all. */
    void checkNoBrowser(Context request) {
        if (!header(request, "Origin").isEmpty()
                || !header(request, "Sec-Fetch-Site").isEmpty()) {
            throw new ForbiddenResponse("Only the demo's processes report");
        }
    }

    private static String hostName(String host) {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private static String header(Context request, String name) {
        var value = request.header(name);
        return value == null ? "" : value;
    }
}
