package io.github.parallelconsumer.internal.scope;

/**
 * Holds every binding to the same contract: who may call, and in which order.
 * Confined to the batch owner, which is checked: JDK 21 would let a forked thread fork, JDK 25 does not.
 */
abstract class OwnedScope implements BatchScope {
    private enum State {
        OPEN,
        FORKED,
        JOINED,
        CLOSED
    }

    private final Thread owner = Thread.currentThread();
    private State state = State.OPEN;

    @Override
    public final void fork(Runnable body) {
        checkNotJoined();
        start(new ForkedRun(body));
        state = State.FORKED;
    }

    @Override
    public final void join() throws InterruptedException {
        checkNotJoined();
        // Counts even when it throws: after an interrupted join JDK 25 allows neither a fork nor another join.
        state = State.JOINED;
        awaitAll();
    }

    @Override
    public final void close() {
        checkOwner();
        if (state == State.CLOSED) {
            return;
        }
        boolean joinMissing = state == State.FORKED;
        state = State.CLOSED;
        interruptAndAwaitAll();
        if (joinMissing) {
            throw new IllegalStateException("Scope closed without join");
        }
    }

    /** Starts a thread for it. */
    abstract void start(ForkedRun run);

    /** Waits until all started threads have ended. */
    abstract void awaitAll() throws InterruptedException;

    /** Interrupts all threads that still run and waits for them. May itself refuse a close without join. */
    abstract void interruptAndAwaitAll();

    private void checkNotJoined() {
        checkOwner();
        if (state == State.JOINED || state == State.CLOSED) {
            throw new IllegalStateException("Scope is already " + (state == State.JOINED ? "joined" : "closed"));
        }
    }

    private void checkOwner() {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException("Only the owner of a scope, " + owner + ", may use it");
        }
    }
}
