package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds ports on the loopback interface that nobody listens on. Stateless.
 *
 * <p>They lie below the range from which systems take the ports of outgoing connections: there, a client that keeps
 * trying to reach a stopped broker may be given the broker's own port, connect to itself, and keep the broker out.
 */
final class LoopbackPorts {
    private static final int FIRST = 12_000;
    private static final int END = 32_000;
    private static final int MAX_TRIES = 1_000;
    private static final int BACKLOG = 50;
    private static final int CONNECT_MILLIS = 200;

    private LoopbackPorts() {}

    /** Different ports, free a moment ago; somebody else may still take one. */
    static Set<Integer> free(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        for (int tries = 0; ports.size() < count; tries++) {
            if (tries == MAX_TRIES) {
                throw noneFree();
            }
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    /** Listens on one of them, which so cannot be lost to anyone. */
    static ServerSocket listen() {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            ServerSocket socket = bound(ThreadLocalRandom.current().nextInt(FIRST, END));
            if (socket != null) {
                return socket;
            }
        }
        throw noneFree();
    }

    static void requireFree(int port) {
        if (!isFree(port)) {
            throw TestKitException.portTaken(port);
        }
    }

    static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = bound(port)) {
            return socket != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable ServerSocket bound(int port) {
        try {
            return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            return null; // somebody else's
        }
    }

    private static TestKitException noneFree() {
        return new TestKitException("No free port between " + FIRST + " and " + END + " on the loopback interface");
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
