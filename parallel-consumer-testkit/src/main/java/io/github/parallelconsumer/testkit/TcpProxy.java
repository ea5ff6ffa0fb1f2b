package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bad network on demand: passes the bytes of each connection to its port on to another port of the loopback interface,
 * as long as it is let. Thread-safe.
 *
 * <p>Faults add up until {@link #restore()}. What a fault holds back is not lost: as with TCP, it comes later.
 */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Valve valve = new Valve();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;

    private TcpProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Listens on a free port of the loopback interface, for whoever listens on that other one. */
    static TcpProxy to(int target) {
        TcpProxy proxy = new TcpProxy(LoopbackPorts.listen(), target);
        Thread.ofVirtual().name("proxy-" + proxy.port()).start(proxy::accept);
        return proxy;
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections it has now. */
    public int connections() {
        return connections.size();
    }

    /** Breaks all connections that there are, as the crash of a router does: both ends see a reset. */
    public void cut() {
        connections.forEach(ProxiedConnection::cut);
    }

    /** From now on resets each new connection at once; those that there are go on. */
    public void refuse() {
        refusing = true;
    }

    /** From now on accepts connections, but passes nothing on, whichever direction it comes from, not even an end. */
    public void blackHole() {
        valve.shut();
    }

    /** From now on holds what comes for so long, in each direction; at most 64 KB a connection are held at a time. */
    public void delay(Duration time) {
        valve.delay(time);
    }

    /** Ends all faults; what is held passes now. Connections that were cut stay so. */
    public void restore() {
        refusing = false;
        valve.open();
    }

    /** Cuts all connections and listens no more. */
    @Override
    public void close() {
        refusing = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close a proxy", e);
        } finally {
            cut();
            valve.open(); // lets the threads end that are held there
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException("The proxy on port " + port() + " has failed", e);
                }
            }
        }
    }

    private void connect(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, valve, connections::remove);
        connections.add(connection);
        if (refusing) {
            connection.cut();
        } else {
            connection.start(LoopbackPorts.address(target));
        }
    }
}
