package io.github.parallelconsumer.demo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.demo.process.Event.Kind;
import io.github.parallelconsumer.spi.ConsumerObserver.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final ConsumerRecord<String, String> TAKEN = new ConsumerRecord<>("topic", 2, 7, "key-1", "value");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(out);

    @Test
    void around_handlerReturns_startAndEndAreWritten() throws Exception {
        RecordHandler<String, String> handler = log.around((taken, context) -> {
            assertThat(kinds()).containsExactly(Kind.STARTED);
        });

        handler.handle(TAKEN, new NoContext());

        assertThat(kinds()).containsExactly(Kind.STARTED, Kind.DONE);
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.partition()).isEqualTo(2);
            assertThat(event.offset()).isEqualTo(7);
            assertThat(event.detail()).isEqualTo("key-1");
        });
    }

    @Test
    void around_handlerThrows_failureIsWrittenAndPassedOn() {
        RecordHandler<String, String> handler = log.around((taken, context) -> {
            throw new IllegalStateException("on purpose");
        });

        assertThatThrownBy(() -> handler.handle(TAKEN, new NoContext())).hasMessage("on purpose");

        assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
    }

    @Test
    void committed_offsetAndMap_areWritten() {
        log.committed(Map.of(new TopicPartition("topic", 4), new OffsetAndMetadata(11, "bA==")));

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.COMMITTED);
            assertThat(event.partition()).isEqualTo(4);
            assertThat(event.offset()).isEqualTo(11);
            assertThat(event.detail()).isEqualTo("bA==");
        });
    }

    @Test
    void releasing_behindALineThatIsNotEnded_isOnALineOfItsOwn() {
        out.writeBytes("[0.5s][warning] of the JVM".getBytes(StandardCharsets.UTF_8));

        new Observers(List.of(log)).releasing(Reason.REVOKED, Map.of(new TopicPartition("topic", 4), 3));

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Kind.RELEASING);
            assertThat(event.partition()).isEqualTo(4);
            assertThat(IntakeEnd.parse(event.detail())).isEqualTo(new IntakeEnd(Reason.REVOKED, 3));
        });
    }

    private List<Kind> kinds() {
        return events().stream().map(Event::kind).toList();
    }

    private List<Event> events() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(Event::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
