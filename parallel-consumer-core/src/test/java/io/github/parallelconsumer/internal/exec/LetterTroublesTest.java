package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is said of dead letter topics that fail. */
class LetterTroublesTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LetterTroubles.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final LetterTroubles troubles = new LetterTroubles("[g/c]");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void log_manyLettersOfATopic_oneLineWhenItBeginsWhenItLastsAndWhenItIsOver() {
        troubles.enter("dlt", "missing");
        troubles.enter("dlt", "missing");
        troubles.goOn("dlt", "still missing");
        troubles.lasts("dlt");
        troubles.lasts("dlt");
        troubles.leave("dlt");
        assertThat(levels()).containsExactly(Level.WARN, Level.ERROR);
        troubles.leave("dlt");
        assertThat(levels()).containsExactly(Level.WARN, Level.ERROR, Level.INFO);
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage())
                        .startsWith("[g/c] ")
                        .contains("dlt"));

        troubles.enter("dlt", "missing again");
        assertThat(levels()).endsWith(Level.INFO, Level.WARN);
    }

    @Test
    void problems_lettersOfATopic_countThoseThatWaitAndTellTheNewestCause() {
        troubles.enter("dlt", "missing");
        troubles.enter("dlt", "missing");
        troubles.goOn("dlt", "forbidden");
        assertThat(troubles.problems())
                .containsExactly("dead letter topic dlt: 2 record(s) held, not stored because of forbidden");
        troubles.leave("dlt");
        troubles.leave("dlt");
        assertThat(troubles.problems()).isEmpty();
    }

    @Test
    void problems_veryManyTopics_areAFewSentences() {
        for (int i = 0; i < 1_000; i++) {
            troubles.enter("dlt-" + i, "missing");
        }
        assertThat(troubles.problems()).hasSize(11);
    }

    private List<Level> levels() {
        return log.list.stream().map(ILoggingEvent::getLevel).toList();
    }
}
