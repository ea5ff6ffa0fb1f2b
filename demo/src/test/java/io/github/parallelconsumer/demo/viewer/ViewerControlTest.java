package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The controls obey their own page, and nobody else. */
class ViewerControlTest extends ViewerFixture {

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, cross-site",
        "http://evil.example, ''",
        "null, ''",
        "'', ''",
        "SELF, cross-site",
        "SELF, same-site",
        "http://localhost:1, same-origin"
    })
    void control_fromAnotherOrigin_isRefused(String origin, String site) throws Exception {
        report("c-1", 1);
        for (var path : List.of("/control/settings", "/control/consumers", "/control/consumers/c-1/kill")) {
            assertThat(control(path, origin.equals("SELF") ? server.address().toString() : origin, site, "{}"))
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(fleet.calls).isEmpty();
        assertThat(report("c-1", 1).body()).isEqualTo(NOTHING_ASKED);
    }

    @Test
    void control_ofItsOwnPage_reachesConsumersAndFleet() throws Exception {
        report("c-1", 1);

        assertThat(own("/control/settings", "{\"handlerMillis\":70,\"failurePercent\":5,\"ratePerSecond\":-1}"))
                .isEqualTo(200);
        assertThat(own("/control/consumers/c-1/pause", "")).isEqualTo(200);
        assertThat(report("c-1", 1).body())
                .isEqualTo("{\"handlerMillis\":70,\"failurePercent\":5,\"paused\":true,\"stop\":false}");
        assertThat(own("/control/consumers/c-1/resume", "")).isEqualTo(200);
        assertThat(own("/control/consumers/c-1/stop", "")).isEqualTo(200);
        assertThat(report("c-1", 1).body())
                .isEqualTo("{\"handlerMillis\":70,\"failurePercent\":5,\"paused\":false,\"stop\":true}");
        assertThat(own("/control/consumers", "")).isEqualTo(200);
        assertThat(own("/control/consumers/c-1/kill", "")).isEqualTo(200);
        assertThat(fleet.calls).containsExactly("add", "kill c-1");
    }

    @Test
    void control_newProcessOfTheSameName_isNotStoppedOrPaused() throws Exception {
        report("c-1", 1);
        own("/control/consumers/c-1/stop", "");
        own("/control/consumers/c-1/pause", "");

        assertThat(report("c-1", 2).body()).isEqualTo(NOTHING_ASKED);
    }

    @ParameterizedTest
    @CsvSource({
        "/control/settings, not json, 400",
        "/control/settings, '{\"handlerMillis\":60001,\"failurePercent\":0,\"ratePerSecond\":0}', 400",
        "/control/consumers/c-9/stop, '', 404",
        "/control/consumers/c-1/sing, '', 404"
    })
    void control_nonsense_isRefused(String path, String body, int status) throws Exception {
        report("c-1", 1);

        assertThat(own(path, body)).isEqualTo(status);
    }

    @Test
    void control_fleetCannot_saysWhy() throws Exception {
        fleet.refusal = "there are four already";

        var answer = send(post("/control/consumers", server.address().toString(), "same-origin", ""));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("there are four already");
    }
}
