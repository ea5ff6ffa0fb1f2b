package io.github.parallelconsumer.demo.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.parallelconsumer.testkit.KafkaExtension;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page in a real browser, with consumers that really consume. */
@NeedsChromium
@ExtendWith(KafkaExtension.class)
class ViewerPageIT {

    private static final int LONG_MILLIS = 60_000;
    /** The last first; a start that fails leaves the others to be closed. */
    private static final Deque<AutoCloseable> started = new ArrayDeque<>();

    private static Chromium chromium;
    private static ViewerServer server;
    private static LiveFleet fleet;

    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start(TestKafka kafka) {
        PlaywrightAssertions.setDefaultAssertionTimeout(LONG_MILLIS);
        var late = new LateFleet();
        server = ViewerServer.start(ViewerOptions.loopback(0), late);
        started.push(server);
        fleet = new LiveFleet(kafka, server.address());
        started.push(fleet);
        late.become(fleet);
        chromium = Chromium.start();
        started.push(chromium);
    }

    @AfterAll
    static void stop() {
        assertAll(started.stream().map(each -> each::close));
    }

    @BeforeEach
    void open() {
        while (fleet.size() < 2) {
            fleet.addConsumer();
        }
        open(new NewContextOptions().setViewportSize(1280, 900));
        assertThat(page.locator(".consumer[data-gone=false]")).hasCount(2);
        assertThat(strips()).hasCount(4);
    }

    private void open(NewContextOptions options) {
        context = chromium.browser().newContext(options);
        context.setDefaultTimeout(LONG_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(server.address().toString())) {
                errors.add("a request to " + request.url());
            }
        });
        page.navigate(server.address().toString());
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(errors).isEmpty();
    }

    @Test
    void strips_whileRecordsRun_move() {
        var canvas = strips().first().locator("canvas");
        var described = canvas.getAttribute("aria-label");
        var drawn = canvas.evaluate("canvas => canvas.toDataURL()");

        assertThat(canvas).not().hasAttribute("aria-label", described);
        page.waitForCondition(
                () -> !canvas.evaluate("canvas => canvas.toDataURL()").equals(drawn));
        assertThat(canvas)
                .hasAttribute("aria-label", Pattern.compile("watermark \\d+; .*finished above the watermark"));
        assertThat(page.locator("#link")).hasText("connected");
        assertThat(page.locator("#throughput-now")).hasText(Pattern.compile("now [1-9]\\d* finished, .*"));
        assertThat(page.locator("#lag-now")).hasText(Pattern.compile("now \\d+"));
        assertThat(page.content()).doesNotContain("secret", "key-1");
        Pictures.takeWhole(page, "viewer-light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Pictures.takeWhole(page, "viewer-dark");
    }

    @Test
    void failures_raised_showRetries() {
        set("#failures", "60");

        assertThat(strips().locator("canvas[aria-label*='waiting for a retry']").first())
                .isVisible();
        assertThat(page.locator("dd.failed").first()).hasText(Pattern.compile("[1-9].*"));
        set("#failures", "0");
        assertThat(page.locator("#failures")).hasAttribute("placeholder", "now 0");
    }

    @Test
    void kill_oneOfTwo_movesItsPartitionsToTheOther() {
        var gone = page.locator(".consumer").first();
        var id = gone.getAttribute("data-id");
        var other = page.locator(".consumer[data-gone=false]:not([data-id='" + id + "'])");
        assertThat(other.locator(".strip")).hasCount(2);

        gone.locator("button.kill").click();
        assertThat(other.locator(".strip")).hasCount(4);
        assertThat(page.locator("#log")).containsText("killed from this page");
        assertThat(page.locator("#log")).containsText("takes orders");
        Pictures.take(page, "viewer-handover");

        page.locator("#add").click();
        assertThat(page.locator(".consumer[data-gone=false]")).hasCount(2);
        assertThat(other.first().locator(".strip")).hasCount(2);
        assertThat(other.last().locator(".strip")).hasCount(2);
    }

    @Test
    void groups_twoOnOneTopic_areKeptApart() {
        var other = fleet.ofAnotherGroup("audit");
        try {
            var card = page.locator(".consumer[data-id=of-audit]");
            assertThat(card.locator(".pid")).hasText(Pattern.compile("group audit, process \\d+"));
            assertThat(card.locator(".strip")).hasCount(4);
            assertThat(page.locator("#lag-keys .key")).hasText(new String[] {"audit", "shop"});
            assertThat(page.locator("#lag-now")).hasText(Pattern.compile("now audit \\d+, shop \\d+"));
        } finally {
            other.close();
        }
    }

    @Test
    void pause_andResume_stopAndContinue() {
        var first = page.locator(".consumer[data-gone=false]").first();
        var state = first.locator(".state");

        first.locator("button.pause").click();
        assertThat(state).hasText("PAUSED");
        first.locator("button.pause").click();
        assertThat(state).hasText("RUNNING");
    }

    @Test
    void narrow_375Pixels_everythingFitsAndIsReachedByKeyboard() {
        context.close();
        open(new NewContextOptions().setViewportSize(375, 700).setColorScheme(ColorScheme.DARK));
        assertThat(strips()).hasCount(4);

        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(375);
        for (var control : page.locator("button, input").all()) {
            var box = control.boundingBox();
            assertThat(box.x).isNotNegative();
            assertThat(box.x + box.width).isLessThanOrEqualTo(375);
        }
        Pictures.takeWhole(page, "viewer-narrow");
        var reached = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            page.keyboard().press("Tab");
            reached.add((String) page.evaluate("document.activeElement.id || document.activeElement.className"));
        }
        assertThat(reached).contains("rate", "millis", "failures", "add", "pause", "stop", "kill");
    }

    @Test
    void settings_byKeyboard_reachTheProducer() {
        page.locator("#rate").fill("120");
        page.keyboard().press("Enter");

        assertThat(page.locator("#rate")).hasAttribute("placeholder", "now 120");
        set("#rate", "200");
    }

    private void set(String field, String value) {
        page.locator(field).fill(value);
        page.locator("button[type=submit]").click();
    }

    private Locator strips() {
        return page.locator(".consumer[data-gone=false] .strip");
    }
}
