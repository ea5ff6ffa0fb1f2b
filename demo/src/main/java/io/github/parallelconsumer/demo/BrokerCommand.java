package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.demo.process.LocalBroker;
import io.github.parallelconsumer.testkit.KafkaNode;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.TestKitException;
import io.github.parallelconsumer.tools.cli.CommandException;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import io.github.parallelconsumer.tools.cli.OneLineErrors;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code broker} subcommand: runs Kafka until it is asked to end. Runs on the main thread. */
@Command(
        name = "broker",
        description = {
            "Runs Kafka on this machine until Ctrl-C; what it holds is gone then, unless --data names a directory.",
            "",
            "Each node is a process of its own. They listen on the loopback interface only, and no topics are made by"
                    + " accident.",
            ""
        },
        sortOptions = false,
        usageHelpWidth = 100,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class BrokerCommand extends StoppableCommand {

    private static final int MOST_NODES = 9;
    private static final int LOOK_MILLIS = 500;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "The port of the first broker; further ones have the ports that follow.")
    private int port;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1", description = "Brokers of the cluster.")
    private int nodes;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keep topics, records and offsets in this directory, and go on with those it has. By default they"
                            + " are temporary.")
    private @Nullable Path data;

    @Override
    int work() throws InterruptedException {
        OptionCheck.inRange("--nodes", nodes, 1, MOST_NODES);
        OptionCheck.inRange("--port", port, 1, OptionCheck.MOST_PORT - nodes);
        serve();
        return ExitStatus.OK;
    }

    private void serve() throws InterruptedException {
        var out = out();
        out.println("Starting " + nodes + " Kafka broker(s) ...");
        try (var kafka = start()) {
            out.println("Kafka answers; give the other commands --bootstrap-servers " + kafka.bootstrapServers()
                    + ". Ctrl-C ends it.");
            var never = new CountDownLatch(1);
            while (kafka.nodes().stream().allMatch(KafkaNode::isRunning)
                    && !never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                // Looks again.
            }
            throw CommandException.noKafka("a broker has ended by itself; the system may lack memory", null);
        }
    }

    private LocalKafka start() {
        try {
            var broker = LocalBroker.builder().nodes(nodes).port(port);
            return (data == null ? broker : broker.data(data)).start();
        } catch (TestKitException e) {
            throw failure(e, OneLineErrors.line(e.getMessage()));
        }
    }

    private CommandException failure(TestKitException e, String why) {
        if (e.portTaken()) {
            return CommandException.wrongOption("--port", port, why + ": end that, or give another port");
        }
        if (!e.keptNodes().isEmpty()) {
            return CommandException.wrongOption(
                    "--nodes", nodes, data + ": " + why + ": give --nodes " + e.keptNodes() + ", or another --data");
        }
        return e.directoryUnusable()
                ? CommandException.wrongOption("--data", String.valueOf(data), why + ": name another directory")
                : CommandException.noKafka(why, e);
    }
}
