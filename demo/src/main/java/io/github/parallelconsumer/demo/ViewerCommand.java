package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.viewer.Fleet;
import io.github.parallelconsumer.demo.viewer.ViewerOptions;
import io.github.parallelconsumer.demo.viewer.ViewerServer;
import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code viewer} subcommand: serves the page until it is ended. Runs on the main thread. */
@Command(
        name = "viewer",
        description = {
            "Shows in a browser what consumers and producers do that are started with --viewer.",
            "",
            "Nobody but this machine can open the page, unless --bind says otherwise. It shows offsets and counts, never"
                    + " keys or values of records.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ViewerCommand extends StoppableCommand {

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8081", description = "The port of the page.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = ViewerOptions.LOOPBACK,
            description = "The address to listen at; 0.0.0.0 lets every machine of the network in.")
    private String bind = "";

    @Override
    int work() throws InterruptedException {
        OptionCheck.inRange("--port", port, 0, OptionCheck.MOST_PORT);
        checkBind();
        serve();
        return ExitStatus.OK;
    }

    /** With any free port, so that a port that is taken is not the address's fault. */
    private void checkBind() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(bind), 0));
        } catch (IOException e) {
            throw CommandException.wrongOption("--bind", bind, "give an address of this machine");
        }
    }

    private void serve() throws InterruptedException {
        try (var viewer = ViewerServer.start(new ViewerOptions(bind, port), Fleet.NONE)) {
            out().println("Open " + viewer.address() + ", and start consumers and producers with --viewer "
                    + viewer.address() + ". Ctrl-C ends it.");
            new CountDownLatch(1).await();
        } catch (UncheckedIOException e) {
            throw CommandException.wrongOption(
                    "--port", port, "the viewer cannot listen there, at " + bind + "; give a port that is free");
        }
    }
}
