package io.github.parallelconsumer.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchTest {

    private final List<String> out = new ArrayList<>();

    @Test
    void until_aPartHasFailed_throwsThoughTheTimeHasCome() {
        var failure = new IllegalStateException("the feed failed");
        Runnable failing = () -> {
            throw failure;
        };
        var watch = new Watch(List.of(() -> {}, failing), () -> "", out::add, Duration.ofHours(1));

        assertThatThrownBy(() -> watch.until(System.nanoTime() - 1)).isSameAs(failure);
    }

    @Test
    void look_intervalIsOver_tellsHowFarItIs() {
        new Watch(List.of(), () -> "12 records", out::add, Duration.ZERO).look();
        new Watch(List.of(), () -> "13 records", out::add, Duration.ofHours(1)).look();

        assertThat(out).containsExactly("12 records");
    }
}
