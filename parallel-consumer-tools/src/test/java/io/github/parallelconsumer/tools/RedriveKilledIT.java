package io.github.parallelconsumer.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.parallelconsumer.testkit.ForkedJvm;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import io.github.parallelconsumer.tools.cli.Tools;
import java.time.Duration;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command as a process of its own, ended in the middle. */
@ExtendWith(KafkaExtension.class)
class RedriveKilledIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int COUNT = 40_000;
    private static final int CHUNK = 500;
    private static final int TERMINATED = 143;

    private final TestKafka kafka;
    private final Topics topics;

    RedriveKilledIT(TestKafka kafka) {
        this.kafka = kafka;
        topics = Topics.create(kafka);
    }

    @Test
    void redrive_killedThenTerminatedThenLeftAlone_sendsEachOnce() throws Exception {
        topics.produce(IntStream.range(0, COUNT)
                .mapToObj(i -> Letters.from(topics.source(), i % 3).value(Integer.toString(i))));

        try (var redrive = start()) {
            redrive.awaitLine(line -> line.startsWith("Looked at"), LONG);
            redrive.kill();
        }
        try (var redrive = start()) {
            redrive.awaitLine(line -> line.startsWith("Looked at"), LONG);
            redrive.terminate();

            assertThat(redrive.awaitExit(LONG)).isEqualTo(TERMINATED);
            assertThat(redrive.lines())
                    .last()
                    .isEqualTo("redrive: ended by a signal; run the command again and it goes on from here");
        }
        try (var redrive = start()) {
            assertThat(redrive.awaitExit(LONG)).isZero();

            var report = JsonMapper.builder().build().readTree(redrive.lines().getLast());
            assertThat(report.get("resumed").asBoolean()).isTrue();
            assertThat(report.get("sent").asInt()).isBetween(1, COUNT - 2 * CHUNK);
        }

        var once = TopicReader.committed(kafka).values(topics.source());
        assertThat(once).hasSize(COUNT);
        assertThat(new HashSet<>(once)).hasSize(COUNT);
        var atLeastOnce = TopicReader.uncommitted(kafka).values(topics.source());
        assertThat(new HashSet<>(atLeastOnce)).hasSize(COUNT);
        assertThat(atLeastOnce).hasSizeLessThanOrEqualTo(COUNT + 2 * CHUNK);
    }

    private ForkedJvm start() {
        return ForkedJvm.of(Tools.class)
                .args("redrive", "--topic", topics.letters(), "--bootstrap-servers", kafka.bootstrapServers())
                .start();
    }
}
