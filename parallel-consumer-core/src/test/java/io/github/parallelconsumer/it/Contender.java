package io.github.parallelconsumer.it;

import io.github.parallelconsumer.testkit.ForkedJvm;

/** What a killed process consumes with. */
enum Contender {
    EVERY_SECOND("this library, commits every second", LoadMain.class, 10_000, true),
    EACH_BATCH("this library, eachBatch().synchronous()", LoadMain.class, 10_000, true),
    CONFLUENT("Confluent Parallel Consumer 0.5.3.3, commits every second", ConfluentLoadMain.class, 10_000, true),
    LOWEST_LOOP("plain loop, commits the lowest unfinished every second", LowestLoopMain.class, 10_000, false),
    BATCH_LOOP("plain loop, commits when all of a poll are done", BatchLoopMain.class, 400, false);

    private final String title;
    private final Class<?> main;
    private final int records;
    private final boolean goesOn;

    Contender(String title, Class<?> main, int records, boolean goesOn) {
        this.title = title;
        this.main = main;
        this.records = records;
        this.goesOn = goesOn;
    }

    String title() {
        return title;
    }

    /** How many records a process is to do before it may be killed, which each can although the first of a partition hangs. */
    int records() {
        return records;
    }

    /** Whether a process goes on where the one before it was killed, so that those many come after what had to come again. */
    boolean goesOn() {
        return goesOn;
    }

    /** A process with a load. */
    ForkedMember start(Load load) {
        var jvm = ForkedJvm.of(main)
                .args(load.toArgs())
                .args(Boolean.toString(this == EACH_BATCH))
                .jvmOptions("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        if (this == CONFLUENT) {
            jvm.classPath(ConfluentJars.classPathWith("test-classes", "parallel-consumer-testkit"));
        }
        return ForkedMember.of(name(), jvm.start());
    }
}
