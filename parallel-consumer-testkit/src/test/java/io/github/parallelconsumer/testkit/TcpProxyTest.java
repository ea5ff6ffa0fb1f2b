package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client, a server, and what the proxy between them does to them. */
final class TcpProxyTest {
    private final EchoServer server = new EchoServer();
    private final TcpProxy proxy = TcpProxy.to(server.port());

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void noFault_manyBytes_passUnchangedInBothDirectionsUpToTheEnd() throws Exception {
        byte[] sent = new byte[1_000_000];
        ThreadLocalRandom.current().nextBytes(sent);

        try (Socket client = connect()) {
            Thread sender = Thread.ofVirtual().start(() -> sendAndEnd(client, sent));
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
            sender.join();
        }
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void cut_connectionThatThereIs_isResetAndANewOneWorks() throws IOException {
        try (Socket client = connect()) {
            assertThat(echo(client, 1)).isEqualTo(1);

            proxy.cut();

            assertThatThrownBy(() -> echo(client, 2)).isInstanceOf(SocketException.class);
        }
        assertThat(proxy.connections()).isZero();
        try (Socket client = connect()) {
            assertThat(echo(client, 3)).isEqualTo(3);
        }
    }

    @Test
    void refuse_newConnection_isResetUntilRestoreAndTheOldOneGoesOn() throws IOException {
        try (Socket old = connect()) {
            assertThat(echo(old, 1)).isEqualTo(1);

            proxy.refuse();

            assertThat(echo(old, 2)).isEqualTo(2);
            assertThatThrownBy(() -> {
                        try (Socket refused = connect()) {
                            echo(refused, 3);
                        }
                    })
                    .isInstanceOf(SocketException.class);

            proxy.restore();
            try (Socket client = connect()) {
                assertThat(echo(client, 4)).isEqualTo(4);
            }
        }
    }

    @Test
    void blackHole_bytes_comeOnlyAfterRestore() throws IOException {
        try (Socket client = connect()) {
            assertThat(echo(client, 1)).isEqualTo(1);

            proxy.blackHole();
            client.setSoTimeout(100);
            assertThatThrownBy(() -> echo(client, 2)).isInstanceOf(SocketTimeoutException.class);
            try (Socket other = connect()) {
                other.setSoTimeout(100);
                assertThatThrownBy(() -> echo(other, 3)).isInstanceOf(SocketTimeoutException.class);
            }

            client.setSoTimeout(0);
            proxy.restore();
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void close_whileBytesAreHeld_endsTheConnection() throws IOException {
        try (Socket client = connect()) {
            proxy.blackHole();
            client.getOutputStream().write(1);

            proxy.close();

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void delay_bytes_areHeldUntilItIsLifted() throws IOException {
        try (Socket client = connect()) {
            proxy.delay(Duration.ofMillis(10));
            assertThat(echo(client, 1)).isEqualTo(1);

            proxy.delay(Duration.ofHours(1));
            client.setSoTimeout(100);
            assertThatThrownBy(() -> echo(client, 2)).isInstanceOf(SocketTimeoutException.class);

            client.setSoTimeout(0);
            proxy.restore();
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void target_nobodyListens_clientIsReset() throws IOException {
        server.close();

        assertThatThrownBy(() -> {
                    try (Socket client = connect()) {
                        echo(client, 1);
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.connect(LoopbackPorts.address(proxy.port()));
        return client;
    }

    private static int echo(Socket client, int sent) throws IOException {
        client.getOutputStream().write(sent);
        return client.getInputStream().read();
    }

    private static void sendAndEnd(Socket client, byte[] sent) {
        try {
            client.getOutputStream().write(sent);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
