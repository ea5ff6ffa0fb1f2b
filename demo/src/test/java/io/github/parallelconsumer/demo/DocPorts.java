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

    /** Whether nothing listens at the ports that a text names, for commands that name none and have their own. */
    static boolean areFree(String text) {
        return NAMED.matcher(text).results().allMatch(port -> isFree(Integer.parseInt(port.group())));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false; // which is how one finds out
        }
    }

    private static String freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError("no free port", e);
        }
    }
}
