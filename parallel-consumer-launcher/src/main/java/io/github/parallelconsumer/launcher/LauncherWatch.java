package io.github.parallelconsumer.launcher;

import java.util.concurrent.CompletableFuture;

/** Ends this JVM in order when the launcher that started it on a newer Java is gone, whatever killed that. Stateless. */
final class LauncherWatch {

    /** Set by the launcher for the JVM that it starts. */
    static final String PID_PROPERTY = "parallelconsumer.launcher";

    private static final int TERMINATED = 143;

    private LauncherWatch() {}

    @SuppressWarnings("FutureReturnValueIgnored") // its end is the end of this JVM
    static void start() {
        String launcher = System.getProperty(PID_PROPERTY);
        if (launcher != null) {
            ProcessHandle.of(Long.parseLong(launcher))
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .thenRunAsync(() -> System.exit(TERMINATED), LauncherWatch::runInThreadOfItsOwn);
        }
    }

    /** An exit returns to nobody, and the shutdown needs the common pool, which may have a single thread. */
    private static void runInThreadOfItsOwn(Runnable exit) {
        new Thread(exit, "launcher-gone").start();
    }
}
