package io.github.parallelconsumer.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The project's docker-compose.yml, with all that is said once for several services. Immutable. */
record ComposeFile(Map<String, Service> services) {

    /** A service, as far as the tests look at it. Immutable. */
    record Service(
            String image, List<String> ports, List<String> command, Map<String, String> environment, boolean optional) {

        boolean isBroker() {
            return image.startsWith("apache/kafka:");
        }
    }

    static ComposeFile read() throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        try (var file = Files.newBufferedReader(DocText.PROJECT.resolve("docker-compose.yml"))) {
            Map<String, Map<String, Map<String, Object>>> content = yaml.load(file);
            var services = new TreeMap<String, Service>();
            content.get("services").forEach((name, service) -> services.put(name, service(service)));
            return new ComposeFile(services);
        }
    }

    @SuppressWarnings("unchecked") // a wrong type fails the test
    private static Service service(Map<String, Object> service) {
        return new Service(
                (String) service.get("image"),
                (List<String>) service.getOrDefault("ports", List.of()),
                List.of(service.getOrDefault("command", "").toString().split("\\s+", -1)),
                (Map<String, String>) service.getOrDefault("environment", Map.of()),
                service.containsKey("profiles"));
    }

    List<Service> brokers() {
        return services.values().stream().filter(Service::isBroker).toList();
    }

    List<Service> demos() {
        return services.values().stream()
                .filter(service -> service.image().equals("parallel-consumer-demo"))
                .toList();
    }
}
