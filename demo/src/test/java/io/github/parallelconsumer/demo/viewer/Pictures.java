package io.github.parallelconsumer.demo.viewer;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;
import java.util.Optional;

/** Takes the pictures of the documents from the tests, where these are told to. Stateless. */
final class Pictures {

    /** A directory; without it no picture is taken. */
    static final String PROPERTY = "parallelconsumer.screenshots";

    private static final int SOME_HISTORY_MILLIS = 25_000;

    private Pictures() {}

    static Optional<Path> directory() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    /** Takes one of what is seen without scrolling, once the charts show something. */
    static void take(Page page, String name) {
        directory().ifPresent(directory -> {
            page.waitForTimeout(name.endsWith("handover") ? 500 : SOME_HISTORY_MILLIS);
            page.screenshot(new ScreenshotOptions().setPath(directory.resolve(name + ".png")));
        });
    }
}
