package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes are killed at random instants under full load, while one slow record at the head of each partition holds the
 * committed offset back. With this library, what comes again is exactly what was delivered and is not in the last commit, read
 * from the broker. What comes again with others is measured.
 */
@ExtendWith(KafkaExtension.class)
final class RandomKillsIT {

    private static final Logger LOG = LoggerFactory.getLogger(RandomKillsIT.class);
    private static final int KILLS = Boolean.getBoolean("parallelconsumer.full") ? 20 : 3;
    private static final long SEED = 20_261_123;
    private static final KillTable TABLE = new KillTable(SEED);

    private final TestKafka kafka;

    RandomKillsIT(TestKafka kafka) {
        this.kafka = kafka;
    }

    @AfterAll
    static void report() {
        LOG.info("seed {}\n{}", SEED, TABLE.forPeople());
        LOG.info("KILLS {}", TABLE.forPrograms());
    }

    @ParameterizedTest
    @EnumSource(names = {"EVERY_SECOND", "EACH_BATCH"})
    void kill_headsHangAtRandomInstants_justWhatTheLastCommitDoesNotCoverComesAgain(Contender contender) {
        var kills = kill(contender);

        assertThat(kills)
                .allMatch(kill -> kill.cameAgain().minus(kill.due()).isEmpty())
                .allMatch(kill -> kill.due().minus(kill.cameAgain()).isEmpty())
                .allMatch(kill -> kill.committed().values().stream().allMatch(committed -> committed.offset() == 0));
        assertThat(kills.get(KILLS - 1).covered()).isGreaterThan(KILLS * 5_000);
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource(names = {"CONFLUENT", "LOWEST_LOOP", "BATCH_LOOP"})
    void kill_headsHangWithOtherConsumers_nothingIsLost(Contender contender) {
        assertThat(kill(contender)).hasSize(KILLS);
    }

    private List<Kill> kill(Contender contender) {
        var series = new KillSeries(kafka, contender, KillSeries.fill(kafka, KILLS), SEED);
        var kills = series.run(KILLS);
        TABLE.add(contender, kills);

        assertThat(kills).allMatch(kill -> kill.lost().isEmpty());
        assertThat(series.lost().isEmpty()).isTrue();
        return kills;
    }
}
