package io.github.parallelconsumer.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void of_lastLinesOfAJvm_joinsThemWithoutItsStack() {
        var reason = Reason.of(new IllegalStateException("""
                JVM 1: ended (exit status 1). Its last lines:
                Unrecognized VM option 'Fast'

                \tat io.example.Main.main(Main.java:1)
                \t... 3 more
                Error: Could not create the Java Virtual Machine.
                """));
        assertThat(reason)
                .isEqualTo("JVM 1: ended (exit status 1). Its last lines: Unrecognized VM option 'Fast'; "
                        + "Error: Could not create the Java Virtual Machine.");
    }

    @Test
    void of_pathsOfThisMachine_keepsTheNamesOfTheFiles() {
        assertThat(Reason.of(new IllegalStateException("no file '/a/b-1/c.jfr', http://x/y/z, 1/2/3")))
                .isEqualTo("no file 'c.jfr', http://x/y/z, 1/2/3");
    }

    @Test
    void of_longText_isCut() {
        assertThat(Reason.of(new IllegalStateException("x".repeat(500)))).hasSize(404);
    }

    @Test
    void of_otherExceptions_tellsTheirKind() {
        assertThat(Reason.of(new ArithmeticException("by zero"))).isEqualTo("java.lang.ArithmeticException: by zero");
    }
}
