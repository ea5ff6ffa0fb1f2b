package io.github.parallelconsumer.it;

import io.github.parallelconsumer.testkit.ForkedJvm;
import java.util.function.Consumer;

/** A member of a test's group in a JVM of its own. Thread-safe: reading holds this object's lock. */
final class ForkedMember implements AutoCloseable {

    private final String name;
    private final ForkedJvm jvm;
    private int linesRead;

    private ForkedMember(String name, ForkedJvm jvm) {
        this.name = name;
        this.jvm = jvm;
    }

    /** One that a test has started in its own way. */
    static ForkedMember of(String name, ForkedJvm jvm) {
        return new ForkedMember(name, jvm);
    }

    static ForkedMember start(Group group, String name, int workMicros) {
        return start(group, name, workMicros, System.getProperty("java.class.path"));
    }

    /** One that never ends with the records at an offset. */
    static ForkedMember startHolding(Group group, String name, int workMicros, long offset) {
        return start(group, name, workMicros, System.getProperty("java.class.path"), Long.toString(offset));
    }

    static ForkedMember start(Group group, String name, int workMicros, String classPath, String... more) {
        var jvm = ForkedJvm.of(MemberMain.class)
                .args(group.toArgs())
                .args(name, Integer.toString(workMicros))
                .args(more)
                .classPath(classPath)
                .jvmOptions("-Xmx256m", "-XX:+UseSerialGC")
                .start();
        return new ForkedMember(name, jvm);
    }

    String name() {
        return name;
    }

    ForkedJvm jvm() {
        return jvm;
    }

    /** Tells of what it has done since the last call. */
    synchronized void read(Consumer<Event> event, Consumer<Handover> handover) {
        var lines = jvm.lines();
        for (var line : lines.subList(linesRead, lines.size())) {
            Event.parse(line).ifPresent(event);
            Handover.parse(line).ifPresent(handover);
        }
        linesRead = lines.size();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
