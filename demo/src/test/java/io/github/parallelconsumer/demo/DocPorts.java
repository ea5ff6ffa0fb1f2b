package io.github.parallelconsumer.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Free ports of this machine for those that a document names, so that its commands run beside anything else. */
final class DocPorts {

    private static final Pattern NAMED = Pattern.compile("\\b(?:9092|8081)\\b");

    private final Map<String, String> free = new HashMap<>();

    String replaceIn(String script) {
        return NAMED.matcher(script).replaceAll(port -> free.computeIfAbsent(port.group(), named -> freePort()));
    }

    private static String freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError("no free port", e);
        }
    }
}
