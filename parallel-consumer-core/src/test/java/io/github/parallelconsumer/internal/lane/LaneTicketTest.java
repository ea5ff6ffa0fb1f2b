package io.github.parallelconsumer.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.internal.lane.LaneTicket.End;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaneTicketTest {
    private final Object assignment = "an assignment";
    private final LaneTicket first = new LaneTicket(assignment, null);
    private final LaneTicket second = new LaneTicket(assignment, first);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void noThreadOutlivesItsTest() {
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void awaitPredecessor_none_isDoneAtOnce() {
        assertThat(first.ready()).isTrue();
        assertThat(first.awaitPredecessor()).isEqualTo(End.DONE);
        assertThat(first.ended()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void awaitPredecessor_sameAssignment_isHowThatEnded(End end) {
        assertThat(second.ready()).isFalse();
        first.end(end);
        assertThat(second.ready()).isTrue();
        assertThat(second.awaitPredecessor()).isEqualTo(end);
        assertThat(second.awaitPredecessor()).as("asked again").isEqualTo(end);
    }

    @Test
    void awaitPredecessor_abandonedInAChain_abandonsAllAfterIt() {
        LaneTicket third = new LaneTicket(assignment, second);
        first.end(End.ABANDONED);
        second.end(second.awaitPredecessor());
        third.end(third.awaitPredecessor());
        assertThat(third.end()).isEqualTo(End.ABANDONED);
    }

    @Test
    void awaitPredecessor_abandonedUnderAnotherAssignment_isDone() {
        // An equal object, but another one: assignments are told apart by identity.
        LaneTicket later = new LaneTicket(new String("an assignment"), first);
        first.end(End.ABANDONED);
        assertThat(later.awaitPredecessor()).isEqualTo(End.DONE);
        later.end(End.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void awaitPredecessor_stillRunning_parksUntilItEnds(End end) throws Exception {
        FutureTask<End> waiting = inThread(second::awaitPredecessor);
        awaitParked(0);
        first.end(end);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(end);
    }

    @Test
    void awaitPredecessor_interruptedBefore_waitsOnAndKeepsTheFlag() throws Exception {
        FutureTask<String> waiting = inThread(() -> {
            Thread.currentThread().interrupt();
            return second.awaitPredecessor() + ", interrupted " + Thread.interrupted();
        });
        awaitParked(0);
        first.end(End.DONE);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("DONE, interrupted true");
    }

    @Test
    void awaitPredecessor_interruptedWhileItWaits_waitsOnAndKeepsTheFlag() throws Exception {
        FutureTask<String> waiting =
                inThread(() -> second.awaitPredecessor() + ", interrupted " + Thread.interrupted());
        awaitParked(0);
        threads.getFirst().interrupt();
        // The flag is taken and the thread parked again: it neither returns nor spins.
        await().until(() -> !threads.getFirst().isInterrupted());
        awaitParked(0);
        assertThat(waiting.isDone()).isFalse();
        first.end(End.DONE);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("DONE, interrupted true");
    }

    @Test
    void awaitPredecessor_secondWaiter_throws() throws Exception {
        FutureTask<End> waiting = inThread(second::awaitPredecessor);
        awaitParked(0);
        LaneTicket rival = new LaneTicket(assignment, first);
        assertThatThrownBy(rival::awaitPredecessor).isInstanceOf(IllegalStateException.class);
        first.end(End.DONE);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(End.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void end_predecessorHasNotEnded_throws_INV_1(End end) {
        assertThatThrownBy(() -> second.end(end))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before its predecessor");
        assertThat(second.ended()).isFalse();
    }

    @Test
    void end_doneAfterAbandonedPredecessor_throws_INV_2() {
        first.end(End.ABANDONED);
        assertThatThrownBy(() -> second.end(End.DONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("abandoned predecessor");
        second.end(End.ABANDONED);
        assertThat(second.end()).isEqualTo(End.ABANDONED);
    }

    @Test
    void end_secondTime_throwsAndChangesNothing_INV_3() {
        first.end(End.DONE);
        assertThatThrownBy(() -> first.end(End.ABANDONED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DONE");
        assertThat(first.end()).isEqualTo(End.DONE);
    }

    @Test
    void end_beforeItEnded_throws() {
        assertThatThrownBy(first::end).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void predecessor_onceAwaitedOrEnded_isNotRetained() {
        var before = new LaneTicket(assignment, null);
        var awaited = new LaneTicket(assignment, before);
        before.end(End.DONE);
        awaited.awaitPredecessor();
        var ended = new LaneTicket(assignment, awaited);
        awaited.end(End.DONE);
        ended.end(End.DONE);
        var references = List.of(new WeakReference<>(before), new WeakReference<>(awaited));
        before = null;
        awaited = null;
        await().until(() -> {
            System.gc();
            return references.stream().allMatch(reference -> reference.get() == null);
        });
        assertThat(ended.end()).isEqualTo(End.DONE);
    }

    private <T> FutureTask<T> inThread(Callable<T> body) {
        var result = new FutureTask<>(body);
        threads.add(Thread.ofVirtual().start(result));
        return result;
    }

    private void awaitParked(int thread) {
        await().until(() -> threads.get(thread).getState() == Thread.State.WAITING);
    }
}
