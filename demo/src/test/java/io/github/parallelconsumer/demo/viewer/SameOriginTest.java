package io.github.parallelconsumer.demo.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are this machine's. */
class SameOriginTest {

    private final SameOrigin origin = new SameOrigin(Set.of("MyHost"));

    @ParameterizedTest
    @ValueSource(strings = {"MyHost", "myhost:8081", "MYHOST:80", "10.0.0.1:8081", "[::1]:8081"})
    void accepts_itsNameAndAddresses_inAnyCase(String host) {
        assertThat(origin.accepts(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "myhost.evil.example:8081", "localhost"})
    void accepts_anotherName_isRefused(String host) {
        assertThat(origin.accepts(host)).isFalse();
    }
}
