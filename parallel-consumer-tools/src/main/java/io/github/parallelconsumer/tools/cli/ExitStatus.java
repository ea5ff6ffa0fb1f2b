package io.github.parallelconsumer.tools.cli;

/** The exit statuses of the commands; the launcher has one more, 4. Stateless. */
public final class ExitStatus {

    /** All is well. */
    public static final int OK = 0;
    /** The command failed, or what it checks is not so. */
    public static final int FAILED = 1;
    /** An option is wrong. */
    public static final int WRONG_OPTIONS = 2;
    /** There is no Kafka to work with. */
    public static final int NO_KAFKA = 3;

    private ExitStatus() {}
}
