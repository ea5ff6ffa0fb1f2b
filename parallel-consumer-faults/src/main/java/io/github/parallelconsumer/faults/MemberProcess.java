package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Journal;
import io.github.parallelconsumer.faults.member.MemberMain;
import io.github.parallelconsumer.faults.member.MemberOptions;
import io.github.parallelconsumer.testkit.Deadline;
import io.github.parallelconsumer.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A member in a JVM of its own. Confined to the conductor's thread. */
final class MemberProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final ForkedJvm jvm;
    private final Path journal;
    /** Whether its journal may be torn, or not there. */
    private boolean torn;

    private MemberProcess(ForkedJvm jvm, Path journal) {
        this.jvm = jvm;
        this.journal = journal;
    }

    static MemberProcess start(MemberOptions options, Path javaHome, Path log) {
        var jvm = ForkedJvm.of(MemberMain.class)
                .args(options.toArgs())
                .javaHome(javaHome)
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
                .systemProperty("faults.log", "INFO")
                .systemProperty("faults.log.others", "WARN")
                .output(log)
                .start();
        return new MemberProcess(jvm, options.journal());
    }

    /** Waits until it minds signals, and asks it to end. */
    void leave() {
        jvm.awaitLine(MemberMain.READY::equals, START);
        jvm.terminate();
    }

    void kill() {
        torn = true;
        jvm.kill();
    }

    /** It has ended, and nobody knows how. */
    void foundGone() {
        torn = true;
    }

    void freeze() {
        jvm.freeze();
    }

    void thaw() {
        jvm.thaw();
    }

    /** Whether it ended within that time; otherwise it is killed. */
    boolean awaitEnd(Duration timeout) {
        var ended = Deadline.in(timeout).await(() -> !jvm.isAlive());
        if (!ended) {
            kill();
        }
        return ended;
    }

    boolean isAlive() {
        return jvm.isAlive();
    }

    /** All that it has written down. */
    List<Event> events() throws IOException {
        return torn && !Files.exists(journal) ? List.of() : Journal.read(journal, torn);
    }

    @Override
    public void close() {
        jvm.close();
    }
}
