package io.github.parallelconsumer.demo.viewer;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddStyleTagOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Makes a moving picture of the viewer's page. Confined to the test's thread. */
final class Recorder {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 880;
    private static final int EVERY_MILLIS = 250;
    private static final double FASTER = 1.5;
    private static final int FRAMES_AT_THE_END = 12;
    private static final int PATIENCE_SECONDS = 120;
    /** What a story is not about; there is little room. */
    private static final String LESS = "h1, #link, .controls, .pair, .buttons, #legend-title + p { display: none }"
            + " main { gap: 12px } #log { max-height: 150px } #legend { font-size: 12px; gap: 2px 20px }"
            + " #legend li { font-size: 12px }"
            + " dl div:nth-child(n+6) { display: none }"
            + " header p { color: var(--ink); height: 72px; overflow: hidden; max-width: none; white-space: pre-line;"
            + " display: flex; align-items: end }";

    private final Chromium chromium;
    private final Path frames;
    private int count;
    private long tookMillis;

    Recorder(Chromium chromium, Path frames) {
        this.chromium = chromium;
        this.frames = frames;
    }

    /**
     * Records while it is so, once a consumer shows, and a little longer.
     *
     * @param told what is told at the moment; stands above the consumers
     */
    void record(URI viewer, Supplier<String> told, BooleanSupplier goesOn) {
        var options = new NewContextOptions().setViewportSize(WIDTH, HEIGHT).setBypassCSP(true);
        try (var context = chromium.browser().newContext(options)) {
            var page = context.newPage();
            page.setDefaultTimeout(PATIENCE_SECONDS * 1_000.0);
            page.navigate(viewer.toString());
            page.addStyleTag(new AddStyleTagOptions().setContent(LESS));
            page.locator(".strip").first().waitFor();
            long start = System.nanoTime();
            while (goesOn.getAsBoolean()) {
                take(page, told.get());
            }
            for (int i = 0; i < FRAMES_AT_THE_END; i++) {
                take(page, told.get());
            }
            tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
    }

    private void take(Page page, String told) {
        page.evaluate("told => { document.querySelector('header p').textContent = told; }", told);
        page.screenshot(new ScreenshotOptions().setPath(frames.resolve("frame-%04d.png".formatted(count++))));
        page.waitForTimeout(EVERY_MILLIS);
    }

    /** Joins what was recorded, somewhat faster than it happened. */
    void write(Path picture) throws IOException, InterruptedException {
        Files.createDirectories(picture.toAbsolutePath().getParent());
        var process = new ProcessBuilder(
                        "ffmpeg",
                        "-y",
                        "-loglevel",
                        "error",
                        "-framerate",
                        Double.toString(FASTER * count * 1_000 / tookMillis),
                        "-i",
                        frames.resolve("frame-%04d.png").toString(),
                        "-c:v",
                        "libwebp_anim",
                        "-quality",
                        "75",
                        "-loop",
                        "0",
                        picture.toString())
                .inheritIO()
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("ffmpeg did not make " + picture);
        }
    }
}
