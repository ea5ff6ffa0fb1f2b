package io.github.parallelconsumer.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.demo.scenario.Patience.Player;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    /** Over after the first look at a condition. */
    private final Patience impatient = new Patience(Duration.ZERO);

    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final Player player = new Player("consumer-1", alive::get, told::get, () -> "no such topic");

    @Test
    void await_itIsSo_returns() {
        impatient.await("it is so", List.of(player), () -> looks.incrementAndGet() == 1);

        assertThat(looks).hasValue(1);
    }

    @Test
    void await_everyoneTellsOfSomething_goesOnWaiting() {
        impatient.await("it is so", List.of(player), () -> told.incrementAndGet() == 5);

        assertThat(told).hasValue(5);
    }

    @Test
    void await_oneOfTwoTellsOfNothing_failsAndNamesIt() {
        var other = new Player("consumer-2", () -> true, () -> 7, () -> "");

        assertThatThrownBy(() -> impatient.await("both are done", List.of(player, other), () -> {
                    told.incrementAndGet();
                    return false;
                }))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("waited in vain until both are done: consumer-2 has done nothing");
    }

    @Test
    void await_oneEndsMeanwhile_failsWithItsLastWordsAtOnce() {
        var patient = new Patience(Duration.ofMinutes(10));

        assertThatThrownBy(() -> patient.await("it is so", List.of(player), () -> {
                    alive.set(false);
                    return false;
                }))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("consumer-1 has ended by itself: no such topic");
    }

    @Test
    void await_hasEndedAndItIsSo_failsNevertheless() {
        alive.set(false);

        assertThatThrownBy(() -> impatient.await("it is so", List.of(player), () -> true))
                .hasMessageContaining("has ended by itself");
    }

    @Test
    void settled_answerStays_isTheAnswer() {
        assertThat(impatient.settled(() -> "same")).isEqualTo("same");
    }

    /** A commit of a process that was killed may be on its way. */
    @Test
    void settled_answerChanges_asksAgainUntilItStays() {
        var answers = new ArrayDeque<>(List.of(10, 20, 20, 30, 30));

        assertThat(impatient.settled(() -> answers.size() > 1 ? answers.pop() : answers.peek()))
                .isEqualTo(30);
        assertThat(answers).hasSize(1);
    }
}
