package io.github.parallelconsumer.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The main class of a broker's JVM: formats its storage the first time, then is {@code kafka.Kafka}. */
final class BrokerProcess {
    private BrokerProcess() {}

    /** Arguments: the server properties, the data directory, the cluster id. */
    public static void main(String[] args) {
        String serverProperties = args[0];
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            int status = StorageTool.execute(
                    new String[] {"format", "--config", serverProperties, "--cluster-id", args[2]}, System.out);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(new String[] {serverProperties});
    }
}
