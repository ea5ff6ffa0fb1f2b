package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.CommitStrategy;
import io.github.parallelconsumer.internal.exec.Nanos;
import java.time.Duration;

/**
 * When the next commit is due: after a time, or after a number of finished records if that comes first. Confined to the
 * consumer thread.
 */
final class CommitSchedule {

    /** For strategies that count records: after this the rest is committed, however few. */
    private static final Duration LATEST = Duration.ofSeconds(5);
    /** At most so long after the start of a commit that failed the next one starts. */
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    /** How long a poll may wait at most while completions may make a commit due. */
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final long longest;
    private final long records;
    private long lastStart;
    private long finishedAtStart;
    private boolean failed;
    private boolean hurried;

    CommitSchedule(CommitStrategy strategy, long now) {
        longest = Nanos.of(
                switch (strategy) {
                    case CommitStrategy.Every every -> every.interval();
                    case CommitStrategy.EveryRecords byCount -> LATEST;
                    case CommitStrategy.EachBatch eachBatch -> LATEST;
                });
        records = switch (strategy) {
            case CommitStrategy.Every every -> Long.MAX_VALUE;
            case CommitStrategy.EveryRecords byCount -> byCount.records();
            case CommitStrategy.EachBatch eachBatch -> 1;
        };
        lastStart = now;
    }

    /** Whether a commit is due, with so many records finished since the start of the consumer. */
    boolean due(long now, long finished) {
        return hurried || now - lastStart >= interval() || (!failed && finished - finishedAtStart >= records);
    }

    /** Notes the start of a commit, which says what is finished by now. */
    void started(long now, long finished) {
        lastStart = now;
        finishedAtStart = finished;
        failed = false;
        hurried = false;
    }

    /** The commit that was started last has failed. */
    void failed() {
        failed = true;
    }

    /** The next commit is due at once. */
    void hurry() {
        hurried = true;
    }

    /**
     * How long until a commit may be due.
     *
     * @param startable whether there is something to commit and no commit under way
     * @param moving whether records are in flight or a commit is under way
     */
    long untilDue(long now, boolean startable, boolean moving) {
        if (hurried && startable) {
            return 0;
        }
        long byTime = startable ? Math.max(0, lastStart + interval() - now) : longest;
        return moving && records < Long.MAX_VALUE ? Math.min(byTime, LOOK_NANOS) : byTime;
    }

    /** How long ago the last commit was started. */
    long sinceStart(long now) {
        return now - lastStart;
    }

    /** The longest time from the start of a commit to the next: after a failure not for ever, and not at once either. */
    long interval() {
        return failed ? Math.min(longest, RETRY_NANOS) : longest;
    }
}
