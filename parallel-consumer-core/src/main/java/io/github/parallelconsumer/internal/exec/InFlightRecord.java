package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.exec.AttemptWord.DONE;
import static io.github.parallelconsumer.internal.exec.AttemptWord.DROPPED;
import static io.github.parallelconsumer.internal.exec.AttemptWord.EXPIRED;
import static io.github.parallelconsumer.internal.exec.AttemptWord.EXPIRING;
import static io.github.parallelconsumer.internal.exec.AttemptWord.INTERRUPTED;
import static io.github.parallelconsumer.internal.exec.AttemptWord.INTERRUPTING;
import static io.github.parallelconsumer.internal.exec.AttemptWord.QUEUED;
import static io.github.parallelconsumer.internal.exec.AttemptWord.RUNNING;
import static io.github.parallelconsumer.internal.exec.AttemptWord.attemptOf;
import static io.github.parallelconsumer.internal.exec.AttemptWord.isUnderWay;
import static io.github.parallelconsumer.internal.exec.AttemptWord.nextAttempt;
import static io.github.parallelconsumer.internal.exec.AttemptWord.nextRecord;
import static io.github.parallelconsumer.internal.exec.AttemptWord.phase;

import io.github.parallelconsumer.spi.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dispatched record until its completion is drained, and the state of its current attempt. Thread-safe where a method
 * says so; everything else is confined to the consumer thread before the dispatch and after the drain, and to the
 * record's thread in between. Meeting place of the record's thread, the consumer thread and the timer of deadlines.
 *
 * <p>Where order is kept per partition it stands for a run: records that follow one another, each of which is the current one
 * in its turn. How many are done can be read at any time, so nothing that is finished waits for the rest.
 *
 * <p>INV-RUN: all that are done succeeded at their first attempt. A record that is in any trouble sheds those behind it into
 * a run of their own, which follows in the lane; so it is the last of its run, and whatever is said of waiting, failing and
 * ending otherwise is said of one record. Only that nothing starts any more may be said of several at once.
 *
 * <p>INV-STATE: the state belongs to an attempt, not to the record, because the attempt's number and that of the records done
 * are part of the compared word: whoever aims at attempt 1 cannot hit attempt 2, nor the next record. Each try to store the
 * record as a dead letter is an attempt, too.
 *
 * <pre>
 *   QUEUED -> RUNNING -> DONE
 *     |          |--> QUEUED (next attempt, or the next record of the run)
 *     |          |--> EXPIRING -> EXPIRED -> DONE, QUEUED or INTERRUPTING
 *     |          '--> INTERRUPTING -> INTERRUPTED
 *     '-> DROPPED
 * </pre>
 *
 * <p>INV-WHO: the state says by whom the attempt was interrupted. EXPIRED, by its deadline: the attempt has failed and the
 * record goes on as after any failure, unless its partition is given up meanwhile. INTERRUPTED, because its partition is
 * given up: the record is abandoned.
 */
public final class InFlightRecord extends LaneMember {

    private static final int NONE = -1;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(InFlightRecord.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final AssignmentToken token;
    private final long sequence;
    private volatile long state = AttemptWord.FIRST;
    private @Nullable Thread runner;
    private volatile @Nullable Setback setback;
    private @Nullable Outcome outcome;
    /** Links of {@link InFlightList}. */
    @Nullable
    InFlightRecord listPrevious;

    @Nullable
    InFlightRecord listNext;

    boolean listed;
    /** Which of the run was running when its partition began to be given up. */
    private int awaitedIndex = NONE;

    private boolean waitNoticed;
    private boolean noticedEarly;

    /**
     * A record that waits to run, in a lane of its own.
     *
     * @param sequence its number in the partition's offset tracker
     */
    public InFlightRecord(ConsumerRecord<byte[], byte[]> raw, AssignmentToken token, long sequence) {
        super(raw);
        this.token = token;
        this.sequence = sequence;
    }

    /**
     * A run, which may grow.
     *
     * @param polled the records of its poll
     * @param from the first of them that is in the run
     * @param to the one after the last
     */
    public InFlightRecord(PolledRecords polled, int from, int to, AssignmentToken token, long sequence) {
        this(new RecordRun(polled, from, to - from), token, sequence);
    }

    private InFlightRecord(RecordRun run, AssignmentToken token, long sequence) {
        this(run.get(0), token, sequence);
        beginRun(run);
    }

    /** The assignment it was polled under. */
    public AssignmentToken token() {
        return token;
    }

    /** Its number in the partition's offset tracker; that of the first of a run, whose others follow without a gap. */
    public long sequence() {
        return sequence;
    }

    /** How many of the run are done. Thread-safe. */
    public int done() {
        return AttemptWord.done(state);
    }

    /** The current record is in trouble: what is behind it in its run goes on as a run of its own. By the record's thread. */
    void shed() {
        var run = run();
        int done = done();
        if (run != null && run.more(done)) {
            var rest = new InFlightRecord(run.cutBehind(done), token, sequence + done + 1);
            precede(rest);
            run.shed(rest);
        }
    }

    /** Whether all of the run are done. By the record's thread. */
    public boolean isDone() {
        return phase(state) == DONE;
    }

    /** Whether it belongs to an assignment that has not been forgotten, is known to it, and has not ended. */
    public boolean listed() {
        return listed;
    }

    /** The number of the current attempt. Thread-safe. */
    public int attempt() {
        return AttemptWord.attempt(state);
    }

    /** Tells the current attempt from any other, also at another record of the run. Thread-safe. */
    long mark() {
        return attemptOf(state);
    }

    /** That attempts before the current one failed, or null at the first. Thread-safe. */
    public @Nullable Setback setback() {
        return setback;
    }

    /** Notes why it waits while it is not running. By the record's thread. */
    void setback(Setback setback) {
        this.setback = setback;
    }

    /** What became of it; there once its completion is drained. */
    public Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException(this + " has not ended");
        }
        return outcome;
    }

    /** Notes what became of it. By the record's thread, before it offers the completion. */
    public void end(Outcome outcome) {
        ended(outcome instanceof Outcome.DeadLettered);
        this.outcome = outcome;
    }

    /** It waits at the head of a lane that is given up, and waits no longer. By the consumer thread. */
    public void giveUp() {
        givenUpWith(this);
        var waiting = runner;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Which of the run was running when its partition began to be given up; negative when none was. By the consumer thread. */
    public int awaitedIndex() {
        return awaitedIndex;
    }

    /**
     * Keeps all of the run from starting but the one that runs, which is awaited. Called when the token is closed, so that
     * its thread starts none of them either. By the consumer thread.
     */
    public void release() {
        long now = state;
        while (phase(now) == QUEUED && !drop()) {
            now = state; // its thread was faster: it runs, or was dropped for the same reason
        }
        now = state;
        if (phase(now) != DROPPED) {
            awaitedIndex = AttemptWord.done(now);
        }
    }

    /** Makes the calling thread the one that waits for its attempts: a record may be given up that no thread has started. */
    void adopt() {
        runner = Thread.currentThread();
        VarHandle.fullFence(); // before this thread looks whether it was dropped: whoever drops it does so, then looks
        // for us
    }

    /** Starts the current attempt on the calling thread; false when the record was dropped. */
    boolean start() {
        long now = state;
        runner = Thread.currentThread();
        return start(now);
    }

    /** Starts the current attempt for the record's own thread, which waits for it; false when the record was dropped. */
    boolean startOnBehalf() {
        return start(state);
    }

    private boolean start(long now) {
        if (phase(now) != QUEUED) {
            return false;
        }
        if (token.closed()) {
            drop();
            return false;
        }
        return move(now, attemptOf(now) | RUNNING);
    }

    /**
     * Ends the attempt for good, and makes the next of the run the current record; false when it was interrupted first because
     * its partition is given up.
     */
    boolean finish() {
        long now = state;
        var run = run();
        int done = AttemptWord.done(now);
        if (run == null || !run.more(done)) {
            return isUnderWay(now) && move(now, attemptOf(now) | DONE);
        }
        if (!isUnderWay(now) || !move(now, nextRecord(now))) {
            return false;
        }
        goOnTo(run.get(done + 1));
        return true;
    }

    /** Ends the attempt, to be followed by another; false when it was interrupted first as its partition is given up. */
    boolean requeue(Setback setback) {
        long now = state;
        if (!isUnderWay(now) || !move(now, nextAttempt(now))) {
            return false;
        }
        this.setback = setback; // not before: a record that was interrupted first does not wait, and is not counted
        return true;
    }

    /** Waits until the interrupt that ended the attempt has arrived, and clears it. By the record's thread. */
    void awaitInterrupt() {
        while (phase(state) == INTERRUPTING) {
            Thread.onSpinWait();
        }
        Thread.interrupted(); // INV-INTERRUPT: it has arrived, and ends here
    }

    /** Waits as long, or until the record is dropped or given up. By the record's thread. */
    void backOff(long nanos, LongSupplier nanoTime) {
        long deadline = nanoTime.getAsLong() + nanos;
        dropIfReleased();
        long left = nanos;
        while (left > 0 && !isDropped() && !waitsForNothing()) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                dropIfReleased();
            }
            left = deadline - nanoTime.getAsLong();
        }
    }

    /** Whether it was given up and another attempt is what it waits for. */
    private boolean waitsForNothing() {
        var last = setback;
        return givenUpWith() == this && last != null && last.next() != Setback.Next.DEAD_LETTER;
    }

    /** True the first time: it begins to wait. By the record's thread. */
    boolean noticeWait() {
        boolean first = !waitNoticed;
        waitNoticed = true;
        return first;
    }

    /** Notes that its notice has come before it was known, as it is of a run that was shed. By the consumer thread. */
    public void noticeEarly() {
        noticedEarly = true;
    }

    /** Whether its notice has come before it was known. By the consumer thread. */
    public boolean noticedEarly() {
        return noticedEarly;
    }

    /** Keeps a record that is not running from ever running; false when it runs or has ended. Thread-safe. */
    public boolean drop() {
        long now = state;
        if (phase(now) != QUEUED || !move(now, attemptOf(now) | DROPPED)) {
            return false;
        }
        var waiting = runner;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
        return true;
    }

    /** Drops the record if its partition is gone: what a waiting thread does when it is interrupted. */
    void dropIfReleased() {
        if (token.closed()) {
            drop();
        }
    }

    /** Whether it was dropped. Thread-safe. */
    public boolean isDropped() {
        return phase(state) == DROPPED;
    }

    /** Whether its next attempt has not begun. Thread-safe. */
    public boolean isQueued() {
        return phase(state) == QUEUED;
    }

    /** Whether its handler runs, or its dead letter is on its way. Thread-safe. */
    public boolean isRunning() {
        return phase(state) == RUNNING;
    }

    /** Whether the attempt was interrupted because its partition is given up. Thread-safe. */
    boolean isInterrupted() {
        int now = phase(state);
        return now == INTERRUPTING || now == INTERRUPTED;
    }

    /**
     * Interrupts the running attempt because its partition is given up, also when its deadline has interrupted it before;
     * false when it does not run, or was interrupted so already. Thread-safe.
     *
     * <p>INV-INTERRUPT: the record's thread leaves the attempt only in DONE, or after INTERRUPTED or EXPIRED, so the
     * interrupt cannot reach the next record.
     */
    public boolean interrupt() {
        for (long now = state; isUnderWay(now) || phase(now) == EXPIRING; now = state) {
            if (phase(now) == EXPIRING) {
                Thread.onSpinWait(); // a handler that ignores its deadline is told once more, and counted
            } else if (interrupt(now, INTERRUPTING, INTERRUPTED)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Interrupts an attempt because its deadline has passed; false when it does not run, or was interrupted. Thread-safe.
     *
     * @param mark which attempt
     */
    boolean expire(long mark) {
        return interrupt(mark | RUNNING, EXPIRING, EXPIRED);
    }

    /**
     * Notes that the deadline of the current attempt has passed, whether or not {@link #expire} comes, and clears the
     * interrupt if it came. From here on no expiry reaches the attempt. By the record's thread.
     */
    void settleExpiry() {
        long now = state;
        if (phase(now) == RUNNING && move(now, attemptOf(now) | EXPIRED)) {
            return;
        }
        while (phase(state) == EXPIRING) {
            Thread.onSpinWait();
        }
        Thread.interrupted(); // INV-INTERRUPT
    }

    private boolean interrupt(long from, int during, int after) {
        if (!move(from, attemptOf(from) | during)) {
            return false;
        }
        var running = runner;
        if (running != null) {
            running.interrupt();
        }
        state = attemptOf(from) | after;
        return true;
    }

    private boolean move(long from, long to) {
        return STATE.compareAndSet(this, from, to);
    }

    /** Where it comes from, as log lines say it. */
    String place() {
        return token.partition() + "@" + raw().offset();
    }

    @Override
    public String toString() {
        return token + "@" + raw().offset();
    }
}
