package io.github.parallelconsumer.faults;

import static java.util.stream.Collectors.toMap;

import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.PartitionEnd;
import io.github.parallelconsumer.faults.member.MemberOptions;
import io.github.parallelconsumer.testkit.Listener;
import io.github.parallelconsumer.testkit.LocalKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.PreferredLeaderNotAvailableException;

/** The brokers of a run, and what is done to them and to their topics. Confined to one thread at a time. */
final class Brokers implements AutoCloseable {

    private static final String OFFSETS = "__consumer_offsets";
    private static final int LETTER_PARTITIONS = 2;

    private static final Duration DELAY = Duration.ofMillis(300);

    private final LocalKafka kafka;
    private final String letters;
    private final String topic;
    private final FaultBook faults;
    private boolean lettersMade;

    Brokers(int nodes, String topic, FaultBook faults) {
        this.topic = topic;
        this.faults = faults;
        letters = MemberOptions.letters(topic);
        kafka = LocalKafka.builder().nodes(nodes).listeners(Listener.PROXIED).start();
        kafka.createTopic(topic, Feed.PARTITIONS);
        kafka.committedOffsets(topic); // makes the topic of the offsets
        faults.begins(FaultKind.LETTERS_DOWN, "");
    }

    /** Where members connect to: there is a proxy before each broker. */
    String forMembers() {
        return String.valueOf(kafka.clientSettings(Listener.PROXIED).get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    LocalKafka kafka() {
        return kafka;
    }

    /** At first there is no such topic; later any letter is too large for it. */
    void lettersDown() throws InterruptedException {
        faults.begins(FaultKind.LETTERS_DOWN, "");
        setMostBytes(AlterConfigOp.OpType.SET);
    }

    void lettersUp() throws InterruptedException {
        if (lettersMade) {
            setMostBytes(AlterConfigOp.OpType.DELETE);
        } else {
            kafka.createTopic(letters, LETTER_PARTITIONS);
            lettersMade = true;
        }
        faults.ended(FaultKind.LETTERS_DOWN, "");
    }

    private void setMostBytes(AlterConfigOp.OpType operation) throws InterruptedException {
        var change = new AlterConfigOp(new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1"), operation);
        var settings = new ConfigResource(ConfigResource.Type.TOPIC, letters);
        answer(() -> kafka.admin()
                .incrementalAlterConfigs(Map.of(settings, List.of(change)))
                .all()
                .get());
    }

    void kill(int node) {
        faults.begins(FaultKind.BROKER_DOWN, Integer.toString(node));
        kafka.node(node).kill();
    }

    void start(int node) {
        kafka.node(node).restart();
        faults.ended(FaultKind.BROKER_DOWN, Integer.toString(node));
    }

    void cut(int node) {
        faults.begins(FaultKind.NETWORK, "cut " + node);
        kafka.proxy(node).cut();
        faults.ended(FaultKind.NETWORK, "cut " + node);
    }

    void delay(int node) {
        faults.begins(FaultKind.NETWORK, Integer.toString(node));
        kafka.proxy(node).delay(DELAY);
    }

    void silence(int node) {
        faults.begins(FaultKind.NETWORK, Integer.toString(node));
        kafka.proxy(node).blackHole();
    }

    void restore(int node) {
        kafka.proxy(node).restore();
        faults.ended(FaultKind.NETWORK, Integer.toString(node));
    }

    /** The second replica of each partition becomes its preferred leader, and its leader if it can. */
    void moveLeaders() throws InterruptedException {
        faults.begins(FaultKind.LEADERS_MOVED, "");
        var orders = new HashMap<TopicPartition, Optional<NewPartitionReassignment>>();
        answer(() -> {
            var topics = kafka.admin()
                    .describeTopics(List.of(topic, OFFSETS))
                    .allTopicNames()
                    .get();
            topics.forEach((name, description) -> description.partitions().forEach(partition -> {
                var nodes = new ArrayList<>(
                        partition.replicas().stream().map(Node::id).toList());
                Collections.rotate(nodes, -1);
                orders.put(
                        new TopicPartition(name, partition.partition()),
                        Optional.of(new NewPartitionReassignment(nodes)));
            }));
            kafka.admin().alterPartitionReassignments(orders).all().get();
            kafka.admin()
                    .electLeaders(ElectionType.PREFERRED, orders.keySet())
                    .all()
                    .get();
        });
        faults.ended(FaultKind.LEADERS_MOVED, "");
    }

    /** Whether the group has committed all that there is. */
    boolean allCommitted() {
        return ends().stream().allMatch(PartitionEnd::isDone);
    }

    /** How far the group is in each partition. */
    List<PartitionEnd> ends() {
        Map<TopicPartition, Long> committed = kafka.committedOffsets(topic).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
        return kafka.endOffsets(topic).entrySet().stream()
                .map(end -> new PartitionEnd(
                        end.getKey().partition(), committed.getOrDefault(end.getKey(), 0L), end.getValue()))
                .sorted(Comparator.comparingInt(PartitionEnd::partition))
                .toList();
    }

    @Override
    public void close() {
        kafka.close();
    }

    /** A call of {@link Admin}. */
    private interface Call {
        void run() throws ExecutionException, InterruptedException;
    }

    private static void answer(Call call) throws InterruptedException {
        try {
            call.run();
        } catch (ExecutionException e) {
            // One leads already, or is down: the others' leaders have moved.
            if (!(e.getCause() instanceof ElectionNotNeededException
                    || e.getCause() instanceof PreferredLeaderNotAvailableException)) {
                throw new IllegalStateException("the brokers refused: " + e.getCause(), e);
            }
        }
    }
}
