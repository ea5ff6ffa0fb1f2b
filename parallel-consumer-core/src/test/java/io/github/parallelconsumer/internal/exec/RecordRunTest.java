package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records of a partition that are one object (INV-RUN). */
@Tag("jdk21")
class RecordRunTest {

    /** Of a value of that many bytes: the first record has one byte, the next ones more and more. */
    private static final int BYTES = 1 + 2 + 3 + 4;

    private final AssignmentToken token = Exec.token();
    private final InFlightRecord run = run(4);

    @Test
    void finish_notTheLast_makesTheNextTheCurrent() {
        run.start();
        assertThat(run.finish()).isTrue();

        assertThat(run.done()).isEqualTo(1);
        assertThat(run.raw().offset()).isEqualTo(11);
        assertThat(run.attempt()).isEqualTo(1);
        assertThat(run.isQueued()).isTrue();
        assertThat(run.isDone()).isFalse();
    }

    @Test
    void finish_theLast_endsTheRun() {
        doneUpTo(3);
        run.start();
        assertThat(run.finish()).isTrue();

        assertThat(run.isDone()).isTrue();
        assertThat(run.done()).isEqualTo(3);
        assertThat(run.start()).isFalse();
    }

    @Test
    void expire_aimedAtTheRecordBefore_doesNotReachTheNext() {
        run.start();
        long first = run.mark();
        run.finish();
        run.start();

        assertThat(run.expire(first)).isFalse();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(run.expire(run.mark())).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void drop_inTheMiddle_keepsAllOthersFromStarting() {
        doneUpTo(2);
        assertThat(run.drop()).isTrue();

        assertThat(run.start()).isFalse();
        assertThat(run.done()).isEqualTo(2);
    }

    @Test
    void release_running_awaitsThatRecordAlone() {
        doneUpTo(1);
        run.start();
        token.close();
        run.release();

        assertThat(run.awaitedIndex()).isEqualTo(1);
        assertThat(run.finish()).isTrue();
        assertThat(run.start()).isFalse();
        assertThat(run.isDropped()).isTrue();
    }

    @Test
    void release_queued_awaitsNothing() {
        doneUpTo(1);
        token.close();
        run.release();

        assertThat(run.awaitedIndex()).isNegative();
        assertThat(run.isDropped()).isTrue();
    }

    @Test
    void shed_inTheMiddle_makesTheRestARunOfItsOwn() {
        doneUpTo(1);
        run.start();
        run.shed();
        var rest = Objects.requireNonNull(run.takeShed());

        assertThat(run.nextInLane()).isSameAs(rest);
        assertThat(run.takeShed()).isNull();
        assertThat(run.size()).isEqualTo(2);
        assertThat(run.bytes()).isEqualTo(1 + 2);
        assertThat(run.bytesUpTo(1)).isEqualTo(1);
        assertThat(rest.size()).isEqualTo(2);
        assertThat(rest.bytes()).isEqualTo(3 + 4);
        assertThat(rest.sequence()).isEqualTo(run.sequence() + 2);
        assertThat(rest.raw().offset()).isEqualTo(12);
        assertThat(rest.token()).isSameAs(token);
        assertThat(run.finish()).isTrue();
        assertThat(run.isDone()).isTrue();
    }

    @Test
    void shed_givenUp_theRestIsGivenUpWithTheSameHead() {
        var head = Exec.record(token, 9);
        run.givenUpWith(head);
        run.start();
        run.shed();

        assertThat(Objects.requireNonNull(run.takeShed()).givenUpWith()).isSameAs(head);
    }

    @Test
    void shed_theLast_changesNothing() {
        doneUpTo(3);
        run.start();
        run.shed();

        assertThat(run.takeShed()).isNull();
        assertThat(run.nextInLane()).isNull();
        assertThat(run.bytes()).isEqualTo(BYTES);
    }

    @Test
    void count_ended_letsGoOfThem() {
        doneUpTo(2);
        run.count(2);

        assertThat(run.counted()).isEqualTo(2);
        assertThat(run.polled(2).offset()).isEqualTo(12);
        assertThat(run.bytes()).isEqualTo(3 + 4);
        assertThatIllegalStateException().isThrownBy(() -> run.polled(1)).withMessageContaining("forgotten");
    }

    @Test
    void measure_someAreNotToRun_theyAreForgottenAndNotCounted() {
        var polled = new PolledRecords(records(7));
        polled.measure(1, 3);
        polled.measure(4, 6);
        polled.forgetTheRest();

        var first = new InFlightRecord(polled, 1, 3, token, 1);
        var second = new InFlightRecord(polled, 4, 6, token, 4);
        assertThat(first.bytes()).isEqualTo(2 + 3);
        assertThat(second.bytes()).isEqualTo(5 + 6);
        assertThat(second.polled(1).offset()).isEqualTo(15);
        for (int notToRun : new int[] {0, 3, 6}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> polled.get(notToRun))
                    .withMessageContaining("forgotten");
        }
    }

    private void doneUpTo(int done) {
        for (int i = 0; i < done; i++) {
            run.start();
            run.finish();
        }
    }

    private InFlightRecord run(int size) {
        var polled = new PolledRecords(records(size));
        polled.measure(0, 1);
        var made = new InFlightRecord(polled, 0, 1, token, 5);
        polled.measure(1, size);
        made.grow(size - 1);
        return made;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int size) {
        return IntStream.range(0, size).mapToObj(RecordRunTest::record).toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(int index) {
        return new ConsumerRecord<>("t", 0, 10 + index, null, new byte[index + 1]);
    }
}
