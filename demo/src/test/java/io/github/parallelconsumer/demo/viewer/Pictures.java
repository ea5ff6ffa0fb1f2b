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

    /** Takes one of what is seen without scrolling. */
    static void take(Page page, String name) {
        directory().ifPresent(directory -> page.screenshot(to(directory, name)));
    }

    /** Takes one of the whole page, once the charts show something. */
    static void takeWhole(Page page, String name) {
        directory().ifPresent(directory -> {
            page.waitForTimeout(SOME_HISTORY_MILLIS);
            page.screenshot(to(directory, name).setFullPage(true));
        });
    }

    private static ScreenshotOptions to(Path directory, String name) {
        return new ScreenshotOptions().setPath(directory.resolve(name + ".png"));
    }
}
