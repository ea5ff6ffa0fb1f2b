package io.github.parallelconsumer.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.github.parallelconsumer.demo.viewer.Chromium;
import io.github.parallelconsumer.demo.viewer.NeedsChromium;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged jar without a command and does with its page what a visitor would: real processes come and go. */
@Tag("ci")
@NeedsChromium
class EverythingPageIT {

    private static final int LONG_MILLIS = 120_000;
    private static final Duration LONG = Duration.ofMillis(LONG_MILLIS);

    @TempDir
    private Path directory;

    @Test
    void page_killAddAndStop_partitionsFollowTheProcesses() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(LONG_MILLIS);
        try (var demo = DemoProcess.startInTerminal(directory, "--port", "0", "--partitions", "4");
                var chromium = Chromium.start()) {
            await().atMost(LONG).until(() -> demo.page().isPresent());
            var page = chromium.browser().newPage();
            page.setDefaultTimeout(LONG_MILLIS);
            page.navigate(demo.page().orElseThrow());
            assertThat(strips(page, "consumer-1")).hasCount(2);
            assertThat(strips(page, "consumer-2")).hasCount(2);
            var victim = process(page, "consumer-1");

            button(page, "consumer-1", "kill").click();
            assertThat(strips(page, "consumer-2")).hasCount(4);
            assertThat(victim.isAlive()).isFalse();

            page.locator("#add").click();
            assertThat(strips(page, "consumer-3")).hasCount(2);
            var leaver = process(page, "consumer-3");

            button(page, "consumer-3", "stop").click();
            assertThat(strips(page, "consumer-2")).hasCount(4);
            await().atMost(LONG).until(() -> !leaver.isAlive());
            assertThat(process(page, "consumer-2").isAlive()).isTrue();

            demo.interrupt();
            assertThat(demo.awaitExit(LONG)).isEqualTo(130);
            assertThat(demo.temporaryFiles()).isEmpty();
        }
    }

    private static Locator consumer(Page page, String id) {
        return page.locator(".consumer[data-gone=false][data-id='" + id + "']");
    }

    private static Locator strips(Page page, String id) {
        return consumer(page, id).locator(".strip");
    }

    private static Locator button(Page page, String id, String which) {
        return consumer(page, id).locator("button." + which);
    }

    /** The page names the process of each consumer. */
    private static ProcessHandle process(Page page, String id) {
        var number = consumer(page, id).innerText().replaceAll("(?s).*process (\\d+).*", "$1");
        return ProcessHandle.of(Long.parseLong(number)).orElseThrow();
    }
}
