package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Brokers that do not answer, and topics that do not exist. */
@Tag("jdk21")
class SourceWatchTest {

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration TOPIC_CHECK = Duration.ofSeconds(2);
    private static final String SILENT = "no broker at unused:9 has answered for at least 10 s";
    private static final String UNKNOWN = "topic(s) [t] do not exist";

    @Test
    void maybeLook_brokersSilentForTenSeconds_isAProblemUntilTheyAnswer() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.assign(P0);
            loop.source.silent = true;
            turnAfter(loop, SILENCE.minusNanos(1));
            assertThat(loop.view().problems()).isEmpty();
            turnAfter(loop, Duration.ofNanos(1));
            assertThat(loop.view().problems()).containsExactly(SILENT);
            turnAfter(loop, SILENCE);
            assertThat(loop.view().problems()).containsExactly(SILENT);
            loop.source.silent = false;
            loop.turn();

            assertThat(loop.view().problems()).isEmpty();
        }
    }

    @Test
    void maybeLook_brokersAnswerNowAndThen_isNoProblem() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.assign(P0);
            for (int i = 0; i < 3; i++) {
                loop.source.silent = true;
                turnAfter(loop, SILENCE.minusNanos(1));
                assertThat(loop.view().problems()).isEmpty();
                loop.source.silent = false;
                loop.turn();
            }
            assertThat(loop.view().problems()).isEmpty();
        }
    }

    @Test
    void maybeLook_brokersNeverAnswered_isTheOnlyProblemAndTopicsAreNotJudged() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.source.silent = true;
            loop.source.unknownTopics = Set.of("t");
            turnAfter(loop, TOPIC_CHECK);
            assertThat(loop.view().problems()).isEmpty();
            turnAfter(loop, SILENCE);

            assertThat(loop.view().problems()).containsExactly(SILENT);
        }
    }

    @Test
    void maybeLook_topicUnknown_isAProblemUntilTheTopicExists() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.source.unknownTopics = Set.of("t");
            turnAfter(loop, TOPIC_CHECK.minusNanos(1));
            assertThat(loop.view().problems()).isEmpty();
            turnAfter(loop, Duration.ofNanos(1));
            assertThat(loop.view().problems()).containsExactly(UNKNOWN);
            loop.source.unknownTopics = Set.of();
            turnAfter(loop, TOPIC_CHECK);

            assertThat(loop.view().problems()).isEmpty();
        }
    }

    /** Right after a topic was created, a broker may still deny it. */
    @Test
    void maybeLook_partitionOfTheTopicAssigned_topicExistsWhateverBrokersSay() {
        try (var loop = new LoopFixture(config -> {})) {
            loop.source.unknownTopics = Set.of("t");
            turnAfter(loop, TOPIC_CHECK);
            assertThat(loop.view().problems()).containsExactly(UNKNOWN);
            loop.assign(P0);
            turnAfter(loop, TOPIC_CHECK);

            assertThat(loop.view().problems()).isEmpty();
        }
    }

    private static void turnAfter(LoopFixture loop, Duration time) {
        loop.clock.advance(time);
        loop.turn();
    }
}
