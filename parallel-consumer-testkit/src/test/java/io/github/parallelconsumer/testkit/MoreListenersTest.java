package io.github.parallelconsumer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings of further listeners, and what is refused. */
final class MoreListenersTest {
    private static final Credentials ALICE = new Credentials("alice", "open-sesame");

    @Test
    void proxied_settings_listenBehindTheProxyAndAdvertiseIt() {
        try (MoreListeners more = new MoreListeners(EnumSet.of(Listener.PROXIED), 1, ALICE, Path.of("none"))) {
            Map<String, String> settings = more.addTo(
                    Map.of("listeners", "PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2", "other", "stays"), 0);
            String proxy = "127.0.0.1:" + more.proxy(0).port();

            assertThat(settings)
                    .containsEntry("other", "stays")
                    .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:1,PROXIED://" + proxy);
            assertThat(settings.get("listeners"))
                    .startsWith("PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2,PROXIED://127.0.0.1:")
                    .doesNotContain(proxy);
            assertThat(more.clientSettings(Listener.PROXIED)).containsEntry("bootstrap.servers", proxy);
            assertThat(more.formatArgs()).isEmpty();
        }
    }

    @Test
    void none_settings_areAsTheyWere() {
        try (MoreListeners none = none()) {
            assertThat(none.addTo(Map.of("listeners", "given"), 0)).containsExactly(Map.entry("listeners", "given"));
        }
    }

    @Test
    void listener_notAskedFor_saysHowToHaveIt() {
        try (MoreListeners none = none()) {
            assertThatThrownBy(() -> none.clientSettings(Listener.TLS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("listeners(Listener.TLS)");
            assertThatThrownBy(() -> none.proxy(0)).hasMessageContaining("listeners(Listener.PROXIED)");
        }
    }

    @Test
    void credentials_thatWouldNeedQuotes_areRefusedWithoutNamingThem() {
        assertThatThrownBy(() -> new Credentials("alice", "open \"sesame"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sesame");
        assertThat(ALICE).hasToString("Credentials of alice");
    }

    private static MoreListeners none() {
        return new MoreListeners(EnumSet.noneOf(Listener.class), 1, ALICE, Path.of("none"));
    }
}
