package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.demo.viewer.Fleet;
import io.github.parallelconsumer.demo.viewer.ViewerOptions;
import io.github.parallelconsumer.demo.viewer.ViewerServer;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.io.UncheckedIOException;

/** Opens the viewer's page for a command. Stateless. */
public final class Page {

    private Page() {}

    /**
     * For this machine only.
     *
     * @param option the one that the port comes from
     */
    public static ViewerServer open(String option, int port, Fleet fleet) {
        try {
            return ViewerServer.start(ViewerOptions.loopback(port), fleet);
        } catch (UncheckedIOException e) {
            throw CommandException.wrongOption(
                    option, port, "the viewer cannot listen there; give a port that is free");
        }
    }
}
