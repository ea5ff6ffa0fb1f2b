package io.github.parallelconsumer.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.spi.ConsumerObserver.Release;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A group at work on a topic that is fed all the time, with all that watches it. Confined to the test's thread. */
final class Run implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int PARTITIONS = 8;
    private static final int BACKLOG = 2_000;
    private static final int WORK_MICROS = 4_000;

    private final TestKafka kafka;
    private final Group group;
    private final Ledger ledger = new Ledger();
    private final Feed feed;
    private final CommitWatch watch;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final List<ForkedMember> forked = new CopyOnWriteArrayList<>();
    private final List<Release> releases = new CopyOnWriteArrayList<>();
    private final int workMicros;

    private Run(TestKafka kafka, Group group, int workMicros) {
        this.kafka = kafka;
        this.group = group;
        this.workMicros = workMicros;
        feed = Feed.start(kafka, group.topic(), BACKLOG);
        watch = CommitWatch.start(kafka, group.name(), ledger, this::readForked);
    }

    static Run start(TestKafka kafka, GroupProtocol protocol, String order, int cap) {
        return start(kafka, protocol, order, cap, PARTITIONS, WORK_MICROS);
    }

    static Run start(TestKafka kafka, GroupProtocol protocol, String order, int cap, int partitions, int workMicros) {
        var topic = kafka.createTopic(TestKafka.uniqueName("run"), partitions);
        var group = new Group(kafka.bootstrapServers(), TestKafka.uniqueName("group"), topic, protocol, order, cap);
        return new Run(kafka, group, workMicros);
    }

    /** A new member in this process; returns when it handles records. */
    Member join(String name) {
        var member = beginToJoin(name);
        awaitStarts(name);
        return member;
    }

    /** A new member in this process. */
    Member beginToJoin(String name) {
        var handler = new RecordingHandler(name, this::note, RecordingHandler.busyFor(workMicros));
        var member = Member.start(group, name, handler, new HandoverObserver(name, ledger::add, releases::add));
        members.add(member);
        return member;
    }

    /** A new member in a process of its own; returns when it handles records. */
    ForkedMember fork(String name) {
        var member = ForkedMember.start(group, name, workMicros);
        forked.add(member);
        awaitStarts(name);
        return member;
    }

    /** A new member in a process of its own that never ends with the first record of each partition. */
    ForkedMember forkHoldingFirsts(String name) {
        var member = ForkedMember.startHolding(group, name, WORK_MICROS, 0);
        forked.add(member);
        awaitStarts(name);
        return member;
    }

    private void awaitStarts(String name) {
        await("records for " + name).atMost(TIMEOUT).until(() -> ledger.starts(name) > 0);
    }

    private void note(Event event) {
        if (ledger.add(event)) {
            feed.done();
        }
    }

    private void readForked() {
        forked.forEach(member -> member.read(this::note, ledger::add));
    }

    /** Lets the group do so many records more. */
    void goOnFor(int records) {
        int wanted = ledger.distinctDone() + records;
        awaitThat(() -> ledger.distinctDone() >= wanted);
    }

    /** Waits until a member has begun records that the group's commits do not know: on a busy machine it may be idle. */
    void awaitOpen(ForkedMember member) {
        awaitThat(() -> !soFar().leftOpen(atKill(member)).isEmpty());
    }

    /** Ends the feed and waits until everything is done and committed. */
    void finish() {
        int produced = feed.stop();
        awaitThat(() -> ledger.distinctDone() == produced);
        awaitThat(() -> ends().equals(kafka.endOffsets(group.topic())));
    }

    private static void awaitThat(BooleanSupplier condition) {
        await().atMost(TIMEOUT).until(condition::getAsBoolean);
    }

    private Map<TopicPartition, Long> ends() {
        return committed().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** What the broker says that the group has committed. */
    Map<TopicPartition, OffsetAndMetadata> committed() {
        return kafka.committedOffsets(group.name());
    }

    /** Checks what holds of every run, and returns what else can be asked of this one. */
    Checker check() {
        var checker = soFar();
        assertThat(checker.lost(kafka.endOffsets(group.topic()))).isEmpty();
        assertThat(checker.disorders()).isEmpty();
        assertThat(watch.violations()).isEmpty();
        assertThat(watch.changes()).isGreaterThan(3);
        assertThat(members)
                .allSatisfy(member -> assertThat(member.handler().mostRunning()).isLessThanOrEqualTo(group.cap()));
        return checker;
    }

    /** What the members have done until now. */
    Checker soFar() {
        readForked();
        return new Checker(ledger.events(), group.ordering());
    }

    /**
     * What a member left behind that was killed just now. The broker may still have a commit of it to process, so this asks
     * until the answer stays; nobody else commits for these partitions before the member's session has timed out.
     */
    List<Handover> atKill(ForkedMember killed) {
        var owners = soFar().owners();
        var answer = committed();
        Map<TopicPartition, OffsetAndMetadata> before;
        do {
            before = answer;
            answer = committed();
            answer.keySet().removeIf(partition -> !killed.name().equals(owners.get(partition)));
        } while (!answer.equals(before));
        return answer.entrySet().stream()
                .map(entry ->
                        new Handover(killed.name(), entry.getKey(), Long.MIN_VALUE, Long.MAX_VALUE, entry.getValue()))
                .toList();
    }

    int memberCount() {
        return kafka.members(group.name()).size();
    }

    /** What the members of this process have given up until now, and how long it took. */
    List<Release> releases() {
        return releases;
    }

    /** The partitions that were given up in order until now. */
    List<Handover> handovers() {
        return ledger.handovers();
    }

    @Override
    public void close() {
        watch.close();
        feed.stop();
        members.forEach(Member::close);
        forked.forEach(ForkedMember::close);
    }
}
