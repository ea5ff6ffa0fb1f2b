package io.github.parallelconsumer.demo.viewer;

/**
 * Where a viewer listens. Immutable.
 *
 * @param bind the address to listen at
 * @param port the port; 0 for any that is free
 */
public record ViewerOptions(String bind, int port) {

    /** Where nobody but this machine gets. */
    public static final String LOOPBACK = "127.0.0.1";

    /** At this port, for this machine only. */
    public static ViewerOptions loopback(int port) {
        return new ViewerOptions(LOOPBACK, port);
    }
}
