package io.github.parallelconsumer.tools;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;

/** Says in one line what a failure of a Kafka client means here, and what helps. Stateless. */
final class KafkaFailures {

    /** What the clients cannot read in {@code sasl.jaas.config} they repeat, and that may be a part of a password. */
    private static final Pattern PIECE_OF_LOGIN = Pattern.compile("'.*' in JAAS config", Pattern.DOTALL);

    private KafkaFailures() {}

    static RedriveException explain(KafkaException failure, RedriveOptions options) {
        // The clients wrap what has happened, some of it twice.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var known = known(cause, options);
            if (known.isPresent()) {
                return new RedriveException(known.get(), failure);
            }
        }
        var reason = String.valueOf(deepest(failure).getMessage());
        var told = PIECE_OF_LOGIN.matcher(reason).replaceAll("'[hidden]' in JAAS config");
        return new RedriveException(told, told.equals(reason) ? failure : null);
    }

    private static Optional<String> known(Throwable cause, RedriveOptions options) {
        @Nullable
        String text = switch (cause) {
            case ConfigException e -> "a Kafka property is wrong: " + e.getMessage();
            case AuthenticationException e -> "the brokers refuse the login: " + e.getMessage();
            case TopicAuthorizationException e ->
                "no permission for the topics " + e.unauthorizedTopics()
                        + ": reading " + options.topic() + " needs READ and DESCRIBE, a source topic WRITE and"
                        + " DESCRIBE";
            case GroupAuthorizationException e ->
                "no permission for the group " + options.group()
                        + ", which keeps the progress: it needs READ and DESCRIBE";
            case TransactionalIdAuthorizationException e ->
                "no permission for the transactional id " + options.group() + ": it needs WRITE and DESCRIBE";
            case ClusterAuthorizationException e -> "no permission on the cluster: " + e.getMessage();
            case ProducerFencedException e -> fenced(options);
            case InvalidProducerEpochException e -> fenced(options);
            case InvalidTopicException e -> "this is not the name of a topic: " + e.getMessage();
            case RecordTooLargeException e ->
                "a source topic takes no record as large as one of these letters, raise its max.message.bytes: "
                        + e.getMessage();
            case OffsetMetadataTooLarge e ->
                "the brokers do not take this progress, raise their offset.metadata.max.bytes: " + e.getMessage();
            case TimeoutException e ->
                "no Kafka broker answers in time at "
                        + options.kafka().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) + ": " + e.getMessage();
            default -> null;
        };
        return Optional.ofNullable(text);
    }

    private static String fenced(RedriveOptions options) {
        return "another redrive with the group " + options.group() + " has begun, so this one stopped";
    }

    private static Throwable deepest(Throwable failure) {
        var deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
