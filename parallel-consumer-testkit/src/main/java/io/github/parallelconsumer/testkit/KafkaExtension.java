package io.github.parallelconsumer.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one Kafka that all test classes of a JVM share: as a parameter of type {@link TestKafka} with {@code
 * @ExtendWith}, or through {@link #kafka()} of a static {@code @RegisterExtension} field. Thread-safe.
 *
 * <p>It starts when first needed and ends with the JVM's last test. It is a {@link LocalKafka}, or with {@code
 * -Dkafka=container} a container.
 */
public final class KafkaExtension implements BeforeAllCallback, ParameterResolver {
    /** The system property that says which Kafka: {@code local}, the default, or {@code container}. */
    public static final String PROPERTY = "kafka";

    static final String LOCAL = "local";
    private static final Namespace NAMESPACE = Namespace.create(KafkaExtension.class);

    private volatile @Nullable TestKafka kafka;

    /** For JUnit, and for a {@code @RegisterExtension} field. */
    public KafkaExtension() {}

    /** The shared Kafka, for a registered static field. */
    public TestKafka kafka() {
        TestKafka started = kafka;
        if (started == null) {
            throw new IllegalStateException(
                    "No Kafka yet: is the KafkaExtension in a static @RegisterExtension field?");
        }
        return started;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        kafka = shared(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestKafka.class;
    }

    @Override
    public TestKafka resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    /** The store closes it at the end; the older of its two methods also exists in JUnit 5. */
    @SuppressWarnings("deprecation")
    private static TestKafka shared(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        return Objects.requireNonNull(
                store.getOrComputeIfAbsent(TestKafka.class, key -> start(kind()), TestKafka.class));
    }

    static String kind() {
        return System.getProperty(PROPERTY, LOCAL);
    }

    static TestKafka start(String kind) {
        return switch (kind) {
            case LOCAL -> LocalKafka.start();
            case "container" -> ContainerKafka.start();
            default ->
                throw new IllegalArgumentException(
                        "-D" + PROPERTY + "=" + kind + " is unknown; it is 'local' or 'container'");
        };
    }
}
