package io.github.parallelconsumer.testkit;

import java.util.Locale;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** A further way into a {@link LocalKafka}, besides its plain one: see {@link LocalKafkaBuilder#listeners}. */
public enum Listener {
    /** Plain, but through a {@link TcpProxy} for each node; what brokers say to each other does not pass it. */
    PROXIED(SecurityProtocol.PLAINTEXT),
    /** TLS, and both sides show a certificate. */
    TLS(SecurityProtocol.SSL),
    /** A name and a password with SASL/SCRAM-SHA-256, not encrypted. */
    SCRAM(SecurityProtocol.SASL_PLAINTEXT),
    /** A name and a password as with {@link #SCRAM}, over TLS. */
    TLS_SCRAM(SecurityProtocol.SASL_SSL);

    private final SecurityProtocol protocol;

    Listener(SecurityProtocol protocol) {
        this.protocol = protocol;
    }

    SecurityProtocol protocol() {
        return protocol;
    }

    boolean isEncrypted() {
        return protocol == SecurityProtocol.SSL || protocol == SecurityProtocol.SASL_SSL;
    }

    boolean hasPassword() {
        return protocol == SecurityProtocol.SASL_PLAINTEXT || protocol == SecurityProtocol.SASL_SSL;
    }

    /** What a broker's settings for this listener alone begin with. */
    String prefix() {
        return "listener.name." + name().toLowerCase(Locale.ROOT) + ".";
    }

    /** In the form of Kafka's {@code listeners}. */
    String at(int port) {
        return name() + "://" + ClusterPlan.HOST + ":" + port;
    }
}
