package io.github.parallelconsumer.demo.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import org.junit.jupiter.api.Test;

/** The page while its viewer goes and comes back. */
@NeedsChromium
class ViewerLinkIT {

    private static final HasTextOptions PATIENTLY = new HasTextOptions().setTimeout(60_000);

    @Test
    void page_viewerGoesAndComesBack_saysSoAndGoesOn() {
        var first = ViewerServer.start(ViewerOptions.loopback(0), Fleet.NONE);
        var address = first.address();
        try (var chromium = Chromium.start()) {
            var page = chromium.browser().newPage();
            page.navigate(address.toString());
            assertThat(page.locator("#link")).hasText("connected", PATIENTLY);
            assertThat(page.locator("#add")).isDisabled();
            assertThat(page.locator("#empty")).isVisible();

            first.close();
            assertThat(page.locator("#link")).hasText("disconnected, trying again", PATIENTLY);
            try (var second = ViewerServer.start(ViewerOptions.loopback(address.getPort()), Fleet.NONE)) {
                assertThat(page.locator("#link")).hasText("connected", PATIENTLY);
                assertThat(page).hasURL(second.address() + "/");
            }
        } finally {
            first.close();
        }
    }
}
