package io.github.parallelconsumer.demo.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.stream.Stream;

/** Looks whether somebody listens at an address, Kafka or not. Stateless. */
final class Listeners {

    private static final int CONNECT_MILLIS = 2_000;

    private Listeners() {}

    /** Whether at least one of these takes a connection; they have the form of {@code host:port,host:port}. */
    static boolean any(String addresses) {
        return Stream.of(addresses.split(",")).map(String::strip).anyMatch(Listeners::takesConnection);
    }

    private static boolean takesConnection(String address) {
        int colon = address.lastIndexOf(':');
        var host = address.substring(0, colon).replaceAll(".*://|[\\[\\]]", "");
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
