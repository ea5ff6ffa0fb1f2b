package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what it is sent, on a port of the loopback interface. Thread-safe. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket server = LoopbackPorts.listen();

    EchoServer() {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException e) {
                // closed, or a client that was gone at once
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The client was cut off, which it sees itself.
        }
    }
}
