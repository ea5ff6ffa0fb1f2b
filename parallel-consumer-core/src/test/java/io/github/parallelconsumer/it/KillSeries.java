package io.github.parallelconsumer.it;

import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.testkit.Records;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes that follow one another on one topic, each killed at a random instant under full load, while the first record of
 * each partition hangs. A last one, in which it does not, ends what they left. Confined to the test's thread.
 */
final class KillSeries {

    private static final Logger LOG = LoggerFactory.getLogger(KillSeries.class);
    private static final int PARTITIONS = 4;
    /** More than a process does on average before it is killed, however late it is given all that has to come again. */
    private static final int RECORDS_PER_KILL = 60_000;
    /** A process is killed up to so long after it has done what it has to do; commits come every second. */
    private static final long WINDOW_NANOS = 1_500_000_000;

    private final TestKafka kafka;
    private final Contender contender;
    private final Load load;
    private final Random random;
    private final Deliveries deliveries = new Deliveries();
    private OffsetSets due = new OffsetSets();
    private OffsetSets lost = new OffsetSets();

    KillSeries(TestKafka kafka, Contender contender, String topic, long seed) {
        this.kafka = kafka;
        this.contender = contender;
        this.random = new Random(seed);
        load = new Load(kafka.bootstrapServers(), TestKafka.uniqueName("group"), topic, false);
    }

    /** A topic with enough records. */
    static String fill(TestKafka kafka, int kills) {
        var topic = kafka.createTopic(TestKafka.uniqueName("kills"), PARTITIONS);
        kafka.produce(IntStream.range(0, (kills + 1) * RECORDS_PER_KILL)
                .mapToObj(i -> new ProducerRecord<>(topic, i % PARTITIONS, "k" + i, Records.value(i))));
        return topic;
    }

    /** Kills so many processes, lets one more end what they left, and tells what each kill left. */
    List<Kill> run(int kills) {
        var done = new ArrayList<Kill>();
        Kill kill = null;
        for (int number = 1; number <= kills; number++) {
            int before = deliveries.started().size();
            var cameAgain = cameAgainTo(runUntilKilled());
            if (kill != null) {
                done.add(told(kill.followedBy(cameAgain)));
            }
            kill = Kill.of(number, committed(), deliveries, before);
            due = kill.due();
        }
        if (kill != null) {
            done.add(told(kill.followedBy(cameAgainTo(runUntilAllIsCommitted()))));
        }
        return done;
    }

    private Kill told(Kill kill) {
        LOG.info("{}: {}", contender, kill);
        if (!kill.lost().isEmpty()) {
            LOG.warn(
                    "begun by handlers were {} of these: {}",
                    kill.lost().and(deliveries.started()).size(),
                    kill.lost());
        }
        return kill;
    }

    private OffsetSets cameAgainTo(Deliveries process) {
        var cameAgain = process.started().and(deliveries.started());
        deliveries.addAll(process);
        return cameAgain;
    }

    private Deliveries runUntilKilled() {
        var process = new Deliveries();
        try (var member = contender.start(load)) {
            awaitThat(member, process, () -> underLoad(process));
            long instant = System.nanoTime() + random.nextLong(WINDOW_NANOS);
            await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= instant);
            member.jvm().kill();
            read(member, process);
        }
        return process;
    }

    private boolean underLoad(Deliveries process) {
        return contender.goesOn()
                ? due.minus(process.started()).isEmpty() && process.done().size() >= contender.records() + due.size()
                : process.done().size() >= contender.records();
    }

    private Deliveries runUntilAllIsCommitted() {
        var ends = deliveries.started().ends();
        var process = new Deliveries();
        try (var member = contender.start(load.withHeadsEnding())) {
            awaitThat(member, process, () -> due.minus(process.started()).isEmpty() && isCommitted(ends));
            read(member, process); // what is committed ended before, but perhaps after the last look
        }
        lost = OffsetSets.below(ends).minus(deliveries.done()).minus(process.done());
        return process;
    }

    private boolean isCommitted(Map<TopicPartition, Long> ends) {
        var committed = kafka.committedOffsets(load.group());
        return ends.entrySet().stream()
                .allMatch(end -> committed.containsKey(end.getKey())
                        && committed.get(end.getKey()).offset() >= end.getValue());
    }

    private static void awaitThat(ForkedMember member, Deliveries process, BooleanSupplier condition) {
        await().atMost(Run.TIMEOUT).until(() -> {
            read(member, process);
            return condition.getAsBoolean();
        });
    }

    private static void read(ForkedMember member, Deliveries process) {
        member.read(process::add, handover -> {});
    }

    /**
     * What the next process will find. Asked as the member that takes the killed one's place, so that a commit of that one
     * which the broker has not dealt with yet is refused, and with the same answer twice, so that none is under way.
     */
    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try (var heir =
                new KafkaConsumer<>(load.settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            heir.subscribe(List.of(load.topic()));
            await().atMost(Run.TIMEOUT).until(() -> {
                heir.poll(Duration.ofMillis(100));
                return heir.assignment().size() == PARTITIONS;
            });
        }
        var answer = kafka.committedOffsets(load.group());
        Map<TopicPartition, OffsetAndMetadata> before;
        do {
            before = answer;
            answer = kafka.committedOffsets(load.group());
        } while (!answer.equals(before));
        return answer;
    }

    /** Records that no handler ever ended, although the group has committed them. */
    OffsetSets lost() {
        return lost;
    }
}
