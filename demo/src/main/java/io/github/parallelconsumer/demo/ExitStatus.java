package io.github.parallelconsumer.demo;

/** The exit statuses of this program; the {@code Launcher} has one more, 4. Stateless. */
final class ExitStatus {

    static final int OK = 0;
    static final int CHECK_FAILED = 1;
    static final int WRONG_OPTIONS = 2;
    static final int NO_KAFKA = 3;

    private ExitStatus() {}
}
