package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.AckedSender;
import io.github.parallelconsumer.demo.process.ConsumerChild;
import io.github.parallelconsumer.demo.scenario.Patience.Player;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.TestKafka;
import io.github.parallelconsumer.testkit.TestKitException;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a story takes place: a broker, a topic, and the consumers that were started. Confined to the main thread. */
final class Stage implements AutoCloseable {

    private static final Patience PATIENCE = new Patience(Duration.ofMinutes(2));
    /** Longer than the broker takes for what it has got, and shorter than a session. */
    private static final Patience CALM = new Patience(Duration.ofMillis(500));

    private static final String GROUP = "story";

    private final StoryOptions options;
    private final Consumer<String> out;
    private final LocalKafka kafka;
    private final String topic;
    private final AckedSender sender;
    private final List<ConsumerChild> children = new ArrayList<>();

    private Stage(StoryOptions options, LocalKafka kafka, Consumer<String> out) {
        this.options = options;
        this.kafka = kafka;
        this.out = out;
        topic = kafka.createTopic("records", options.partitions());
        sender = new AckedSender(kafka.bootstrapServers());
    }

    /**
     * Starts the broker.
     *
     * @param session how soon a group of the newer protocol notices that a member is gone
     */
    static Stage open(StoryOptions options, Duration session, Consumer<String> out) {
        out.accept("A Kafka broker starts in a process of its own ...");
        var millis = Long.toString(session.toMillis());
        var kafka = LocalKafka.builder()
                .property("group.consumer.session.timeout.ms", millis)
                .start();
        try {
            out.accept("It answers at " + kafka.bootstrapServers() + ".");
            return new Stage(options, kafka, out);
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    void say(String line) {
        out.accept(line);
    }

    /** Sends so many further records; the keys take turns. */
    void send(int count) {
        for (int i = 0; i < count; i++) {
            var number = sender.sent();
            sender.send(new ProducerRecord<>(topic, "key-" + number % options.keys(), Long.toString(number)));
        }
        sender.flush();
    }

    /** Records sent until now, which the broker all has. */
    long sent() {
        return sender.acknowledged();
    }

    /** A consumer in a process of its own, with further options of the {@code consumer} command. */
    ConsumerChild start(String name, String... more) {
        var arguments = new ArrayList<>(List.of("--events"));
        arguments.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
        arguments.addAll(List.of("--topic", topic, "--group", GROUP, "--group-protocol", options.groupProtocol()));
        arguments.addAll(List.of("--concurrency", Integer.toString(options.concurrency())));
        options.viewer().ifPresent(viewer -> arguments.addAll(List.of("--viewer", viewer.toString())));
        arguments.addAll(List.of(more));
        var child = ConsumerChild.start(options.main(), name, arguments);
        children.add(child);
        say(name + " starts, process " + child.pid() + ".");
        return child;
    }

    /** Waits until it is so; fails when one of these has ended, or has told of nothing for two minutes. */
    void await(String what, List<ConsumerChild> alive, BooleanSupplier condition) {
        PATIENCE.await(what, alive.stream().map(Player::of).toList(), condition);
    }

    /** Sends SIGTERM, and returns the exit status; fails when it does not end. */
    int end(ConsumerChild child) {
        child.terminate();
        try {
            return child.awaitExit(PATIENCE.silence());
        } catch (TestKitException e) {
            throw CommandException.failed(
                    child.name() + " has not ended " + PATIENCE.silence().toSeconds() + " s after SIGTERM", e);
        }
    }

    /**
     * What the group has committed. The broker may still have a commit of a killed process to look at, so this asks until the
     * answer stays for a while.
     */
    Commits commits() {
        return Commits.of(CALM.settled(this::committed));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return kafka.committedOffsets(GROUP);
    }

    /** How many members the group has. */
    int members() {
        return kafka.members(GROUP).size();
    }

    /** Every record of the topic. */
    Set<Place> records() {
        return Place.upTo(ends());
    }

    /** Whether the broker knows of every record that it is finished. */
    boolean allCommitted() {
        var committed = Commits.of(committed());
        return ends().entrySet().stream()
                .allMatch(end -> committed.offset(end.getKey().partition()) == end.getValue());
    }

    private Map<TopicPartition, Long> ends() {
        return ((TestKafka) kafka).endOffsets(topic);
    }

    @Override
    public void close() {
        children.forEach(ConsumerChild::close);
        sender.close();
        kafka.close();
    }
}
