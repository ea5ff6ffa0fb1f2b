package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices brokers that do not answer and topics that do not exist: neither ends a consumer, both keep it from working.
 * Confined to the consumer thread.
 */
public final class SourceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);
    /** Longer than the heartbeat intervals of both group protocols, after each of which a broker answers. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

    /** What a call gets though brokers are away: enough for one that has just come back. */
    private static final long LEAST_PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long TOPIC_CHECK_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Duration TOPIC_CHECK_TIMEOUT = Duration.ofMillis(500);

    private final String name;
    private final Object bootstrapServers;
    private final List<String> topics;
    private final Partitions partitions;
    private final RecordSource source;
    private long bytesReceived;
    private long lastHeard;
    private boolean everHeard;
    private boolean silent;
    private long lastTopicCheck;
    private Set<String> unknownTopics = Set.of();

    /** A watch that has noticed nothing. */
    public SourceWatch(
            String name, ParallelConsumerConfig<?, ?> config, Partitions partitions, RecordSource source, long now) {
        this.name = name;
        this.partitions = partitions;
        this.source = source;
        topics = config.topics();
        bootstrapServers = String.valueOf(config.kafkaProperties().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
        lastHeard = now;
        lastTopicCheck = now;
    }

    /** Looks whether brokers answer, and, while a topic has no partition here, whether it exists. */
    void maybeLook(long now) {
        listen(now);
        if (everHeard && !silent && now - lastTopicCheck >= TOPIC_CHECK_NANOS) {
            lastTopicCheck = now;
            checkTopics();
        }
    }

    /** How long an answer is worth waiting for: as long as silent brokers are not yet taken to be away. */
    long patience(long now) {
        listen(now);
        long untilSilent = everHeard ? lastHeard + SILENCE_NANOS - now : 0;
        return Math.max(LEAST_PATIENCE_NANOS, untilSilent);
    }

    /** Whether brokers have been silent for so long that they are taken to be away. */
    boolean silent(long now) {
        listen(now);
        return silent;
    }

    /** Notes whether brokers have answered since the last look. */
    void listen(long now) {
        long received = source.bytesReceived();
        if (received != bytesReceived) {
            bytesReceived = received;
            lastHeard = now;
            everHeard = true;
            if (silent) {
                silent = false;
                LOG.info("{} Brokers answer again", name);
            }
        } else if (!silent && now - lastHeard >= SILENCE_NANOS) {
            silent = true;
            LOG.warn(
                    "{} No broker at {} has answered for {}; trying on",
                    name,
                    bootstrapServers,
                    seconds(SILENCE_NANOS));
        }
    }

    private void checkTopics() {
        var before = unknownTopics;
        if (topics.stream().allMatch(this::isAssigned)) {
            unknownTopics = Set.of();
        } else {
            try {
                unknownTopics = source.unknownTopics(TOPIC_CHECK_TIMEOUT);
            } catch (RetriableException e) {
                LOG.debug("{} Could not ask for the topics", name, e);
                return;
            }
        }
        if (!unknownTopics.isEmpty() && !unknownTopics.equals(before)) {
            LOG.warn("{} Topic(s) {} do not exist; waiting for them", name, unknownTopics);
        } else if (unknownTopics.isEmpty() && !before.isEmpty()) {
            LOG.info("{} Topic(s) {} exist now", name, before);
        }
    }

    private boolean isAssigned(String topic) {
        return partitions.all().stream()
                .anyMatch(state -> state.partition().topic().equals(topic));
    }

    /** One sentence for each thing that is wrong. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if (silent) {
            problems.add("no broker at " + bootstrapServers + " has answered for at least " + seconds(SILENCE_NANOS));
        }
        if (!unknownTopics.isEmpty()) {
            problems.add("topic(s) " + unknownTopics + " do not exist");
        }
        return problems;
    }

    private static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }
}
