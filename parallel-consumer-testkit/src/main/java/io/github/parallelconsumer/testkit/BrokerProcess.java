package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The main class of a broker's JVM: formats its storage the first time, then is {@code kafka.Kafka}. */
final class BrokerProcess {
    private BrokerProcess() {}

    /** Arguments: the server properties, the data directory, the cluster id, and a file of what else the format takes. */
    public static void main(String[] args) throws IOException {
        String serverProperties = args[0];
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            List<String> format =
                    new ArrayList<>(List.of("format", "--config", serverProperties, "--cluster-id", args[2]));
            format.addAll(Files.readAllLines(Path.of(args[3])));
            int status = StorageTool.execute(format.toArray(String[]::new), System.out);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(new String[] {serverProperties});
    }
}
