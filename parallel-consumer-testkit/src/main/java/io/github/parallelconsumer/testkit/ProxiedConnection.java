package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Consumer;

/**
 * One connection through a {@link TcpProxy}: a client's and the proxy's own to the broker, with a virtual thread for each
 * direction. Thread-safe.
 */
final class ProxiedConnection {
    private static final int HELD_BYTES = 64 * 1024;

    private final Socket client;
    private final Socket broker = new Socket();
    private final Valve valve;
    private final Consumer<ProxiedConnection> whenEnded;

    ProxiedConnection(Socket client, Valve valve, Consumer<ProxiedConnection> whenEnded) {
        this.client = client;
        this.valve = valve;
        this.whenEnded = whenEnded;
    }

    void start(SocketAddress target) {
        Thread.ofVirtual().name("proxied").start(() -> run(target));
    }

    /** Both ends see a reset. */
    void cut() {
        try {
            client.setSoLinger(true, 0);
            broker.setSoLinger(true, 0);
        } catch (IOException e) {
            // One of them is closed already, and then there is nothing to reset.
        }
        close();
    }

    private void run(SocketAddress target) {
        try {
            broker.connect(target);
            Thread answers = Thread.ofVirtual().name("proxied").start(() -> pass(broker, client));
            pass(client, broker);
            answers.join();
            close();
        } catch (IOException e) {
            cut(); // nobody listens there
        } catch (InterruptedException e) {
            throw TestKitException.interrupted("passing bytes on", e);
        }
    }

    /** Until this direction ends; if it breaks, the other does too. */
    private void pass(Socket from, Socket to) {
        try {
            try {
                copy(from.getInputStream(), to.getOutputStream());
                valve.pass();
                to.shutdownOutput();
            } catch (IOException e) {
                valve.pass();
                cut();
            }
        } catch (InterruptedException e) {
            throw TestKitException.interrupted("passing bytes on", e);
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] held = new byte[HELD_BYTES];
        for (int count = from.read(held); count >= 0; count = from.read(held)) {
            valve.pass();
            to.write(held, 0, count);
        }
    }

    private void close() {
        whenEnded.accept(this);
        try (client;
                broker) {
            // both, whatever becomes of the first
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close a connection", e);
        }
    }
}
