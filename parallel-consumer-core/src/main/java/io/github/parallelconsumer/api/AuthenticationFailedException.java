package io.github.parallelconsumer.api;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/**
 * This client and the brokers do not accept each other: the brokers refuse the login, or one side the other's certificate.
 * Kafka's exception is the {@link #getCause() cause}; neither shows a password.
 */
public final class AuthenticationFailedException extends ParallelConsumerException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception that names the settings to look at.
     *
     * @param brokers where the brokers are, as the user said
     * @param cause what Kafka's client says
     */
    public AuthenticationFailedException(String brokers, AuthenticationException cause) {
        super(
                cause instanceof SslAuthenticationException
                        ? "no TLS connection to the brokers at " + brokers + " (" + reason(cause)
                                + "): ssl.truststore.location must hold the brokers' certificate or that of its signer,"
                                + " which must name the hosts of bootstrap.servers, and ssl.keystore.location this"
                                + " client's if the brokers ask for one"
                        : "the brokers at " + brokers + " refuse this client's login (" + cause.getMessage()
                                + "): check the user and the password in sasl.jaas.config, sasl.mechanism and"
                                + " security.protocol",
                cause);
    }

    /** What failed is said by the innermost cause alone. */
    private static String reason(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }
}
