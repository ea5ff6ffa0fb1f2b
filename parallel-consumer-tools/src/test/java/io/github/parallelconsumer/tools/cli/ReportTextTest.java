package io.github.parallelconsumer.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.tools.RedriveReport;
import io.github.parallelconsumer.tools.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    private static final RedriveReport FIRST = new RedriveReport(
            "dlt",
            "dlt-redrive",
            true,
            false,
            10,
            3,
            2,
            1,
            Map.of(Refusal.NO_SOURCE, 3L, Refusal.TOO_MANY_REDRIVES, 1L),
            Map.of("b", 1L, "a", 2L));

    private static final RedriveReport LATER =
            new RedriveReport("dlt", "dlt-redrive", false, true, 0, 0, 0, 0, Map.of(), Map.of());

    @Test
    void summary_dryRunOfAnUnknownGroup_saysWhatWouldHappen() {
        assertThat(ReportText.summary(FIRST))
                .containsExactly(
                        "The group dlt-redrive remembers no earlier run, so this one began at the first letter.",
                        "Would send 3 of 10 letter(s) of dlt back.",
                        "  to a: 2",
                        "  to b: 1",
                        "Passed over by the filter: 2.",
                        "Sent by an earlier run with another filter: 1.",
                        "Left where they are: 3, whose headers do not say where they came from.",
                        "Left where they are: 1, sent back as often as is allowed.");
    }

    @Test
    void summary_nothingToDo_isOneLine() {
        assertThat(ReportText.summary(LATER)).containsExactly("Sent 0 of 0 letter(s) of dlt back.");
    }

    @Test
    void json_report_hasEveryFieldInOneLine() {
        assertThat(ReportText.json(FIRST))
                .isEqualTo("{\"topic\":\"dlt\",\"group\":\"dlt-redrive\",\"dryRun\":true,\"resumed\":false,"
                        + "\"letters\":10,\"sent\":3,\"filtered\":2,\"sentBefore\":1,"
                        + "\"refused\":{\"noSource\":3,\"valueDropped\":0,\"tooManyRedrives\":1},"
                        + "\"sentByTopic\":{\"a\":2,\"b\":1}}");
    }
}
