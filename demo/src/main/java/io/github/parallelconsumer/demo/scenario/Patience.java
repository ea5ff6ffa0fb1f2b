package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.ConsumerChild;
import io.github.parallelconsumer.testkit.Deadline;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How a story waits for what consumers are to bring about: as long as they live and do something. Immutable.
 *
 * @param silence how long each of them may tell of nothing
 */
record Patience(Duration silence) {

    /**
     * One that is waited for. Immutable, but for what it asks.
     *
     * @param told how many things it has told of
     * @param lastWords why it has ended, if it has
     */
    record Player(String name, BooleanSupplier alive, IntSupplier told, Supplier<String> lastWords) {

        static Player of(ConsumerChild child) {
            return new Player(child.name(), child::isAlive, () -> child.events().size(), child::lastWords);
        }
    }

    /** Waits until it is so; fails when one of these has ended, or has told of nothing for too long. */
    void await(String what, List<Player> players, BooleanSupplier condition) {
        var before = told(players);
        while (!holdsInTime(players, condition)) {
            var now = told(players);
            for (int i = 0; i < players.size(); i++) {
                requireProgress(what, players.get(i), before.get(i), now.get(i));
            }
            before = now;
        }
    }

    private boolean holdsInTime(List<Player> players, BooleanSupplier condition) {
        return Deadline.in(silence).await(() -> {
            players.forEach(Patience::requireAlive);
            return condition.getAsBoolean();
        });
    }

    private static List<Integer> told(List<Player> players) {
        return players.stream().map(player -> player.told().getAsInt()).toList();
    }

    private void requireProgress(String what, Player player, int before, int now) {
        if (now == before) {
            throw CommandException.failed(
                    "waited in vain until " + what + ": " + player.name() + " has done nothing for "
                            + silence.toSeconds() + " s; is the machine busy with something else?",
                    null);
        }
    }

    private static void requireAlive(Player player) {
        if (!player.alive().getAsBoolean()) {
            throw CommandException.failed(
                    player.name() + " has ended by itself: "
                            + player.lastWords().get(),
                    null);
        }
    }

    /** Asks until the answer stays the same for as long as the silence. */
    <T> T settled(Supplier<T> question) {
        var answer = question.get();
        while (changes(answer, question)) {
            answer = question.get();
        }
        return answer;
    }

    private <T> boolean changes(T answer, Supplier<T> question) {
        return Deadline.in(silence).await(() -> !question.get().equals(answer));
    }
}
