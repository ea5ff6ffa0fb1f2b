package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A process that reports goes on whatever its viewer does. */
class ViewerClientTest extends ViewerFixture {

    @Test
    void client_itsReportOrTheSettingsFail_goesOn() {
        var reports = new AtomicInteger();
        var settings = new AtomicInteger();
        var client = ViewerClient.producer(
                server.address(),
                "p",
                () -> {
                    if (reports.getAndIncrement() == 0) {
                        throw new IllegalStateException("no report this time");
                    }
                    return new ProducerReport(7, 10, 1, 1);
                },
                given -> {
                    if (settings.getAndIncrement() == 0) {
                        throw new IllegalStateException("no settings this time");
                    }
                });
        try {
            await().untilAsserted(() -> assertThat(settings).hasValueGreaterThan(1));
        } finally {
            client.close();
        }
    }

    @Test
    void client_viewerStartedLater_reportsAndPassesSettingsOn() throws Exception {
        var address = server.address();
        server.close();
        var settings = new AtomicReference<ProducerSettings>();
        var client = ViewerClient.producer(address, "p", () -> new ProducerReport(7, 10, 1, 1), settings::set);
        try {
            assertThat(settings.get()).isNull();
            server = ViewerServer.start(ViewerOptions.loopback(address.getPort()), fleet);

            await().until(() -> settings.get() != null);
            assertThat(settings.get().ratePerSecond()).isEqualTo(ConsumerSettings.UNCHANGED);
            own("/control/settings", "{\"handlerMillis\":-1,\"failurePercent\":-1,\"ratePerSecond\":33}");
            await().until(() -> settings.get().ratePerSecond() == 33);
        } finally {
            client.close();
        }
    }

    @Test
    void client_rebalanceWhileTheViewerWasAway_isToldLater() throws Exception {
        var address = server.address();
        server.close();
        var events = new AtomicReference<>(List.of(new RebalanceEvent("ASSIGNED", List.of("t-0"), 0, 0, 0)));
        var reports = new AtomicInteger();
        var answers = new AtomicInteger();
        var client = ViewerClient.consumer(
                address,
                "c",
                () -> {
                    reports.incrementAndGet();
                    return Reports.consumer(events.getAndSet(List.of()));
                },
                settings -> answers.incrementAndGet());
        try {
            await().until(() -> reports.get() > 1);
            server = ViewerServer.start(ViewerOptions.loopback(address.getPort()), fleet);
            await().until(() -> answers.get() > 1);

            assertThat(firstFrame()).containsOnlyOnce("takes t-0");
        } finally {
            client.close();
        }
    }

    @Test
    void client_isClosed_reportsALastTime() {
        var ending = new AtomicBoolean();
        var lastReports = new AtomicInteger();
        var answers = new AtomicInteger();
        var client = ViewerClient.producer(
                server.address(),
                "p",
                () -> {
                    lastReports.addAndGet(ending.get() ? 1 : 0);
                    return new ProducerReport(7, 10, 1, 1);
                },
                settings -> answers.incrementAndGet());
        await().until(() -> answers.get() > 0);
        ending.set(true);
        client.close();

        assertThat(lastReports).hasPositiveValue();
    }
}
