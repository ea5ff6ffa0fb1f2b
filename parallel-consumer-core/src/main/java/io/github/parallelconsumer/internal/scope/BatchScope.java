package io.github.parallelconsumer.internal.scope;

/**
 * The scope of one batch: what is forked in it has ended when it is closed.
 * Confined to the batch owner: opened, forked in, joined and closed by one thread; every call by another
 * thread is a {@link WrongThreadException}.
 *
 * <p>The order of calls is {@code fork}*, one {@code join}, {@code close}.
 */
public interface BatchScope extends AutoCloseable {

    /**
     * Runs the body on a new thread of this scope. It is always called, even when the scope is being
     * closed (then with the interrupt flag of its thread set). What it throws ends that thread alone and goes to
     * the uncaught exception handler of its thread: no sibling is cancelled, and the owner does not see it.
     *
     * @throws IllegalStateException after {@link #join()} or {@link #close()}
     */
    void fork(Runnable body);

    /**
     * Waits until all that was forked has ended. At most once per scope, also when it throws.
     *
     * @throws InterruptedException if the owner is or gets interrupted while something still runs; then nothing
     *     but {@link #close()} is left to do
     * @throws IllegalStateException if called a second time, or after {@link #close()}
     */
    void join() throws InterruptedException;

    /**
     * Interrupts whatever still runs and waits for it, however long that takes. An interrupt of the owner does
     * not shorten the wait; its flag is set again afterwards. A second call does nothing.
     *
     * @throws IllegalStateException if something was forked and {@link #join()} was never called; all threads
     *     have ended by then nevertheless
     */
    @Override
    void close();
}
