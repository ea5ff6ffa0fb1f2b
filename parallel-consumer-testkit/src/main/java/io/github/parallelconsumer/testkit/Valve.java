package io.github.parallelconsumer.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where the bytes of a {@link TcpProxy} wait before they pass. Thread-safe: everything holds its lock. */
final class Valve {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long delayNanos;
    private boolean shut;
    /** Tells those who wait out a delay that it was lifted meanwhile. */
    private int openings;

    /** Returns when what has come just now may pass. */
    void pass() throws InterruptedException {
        lock.lock();
        try {
            int before = openings;
            long left = delayNanos;
            while (left > 0 && before == openings) {
                left = changed.awaitNanos(left);
            }
            while (shut) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void shut() {
        lock.lock();
        try {
            shut = true;
        } finally {
            lock.unlock();
        }
    }

    void delay(Duration time) {
        lock.lock();
        try {
            delayNanos = TimeUnit.NANOSECONDS.convert(time);
        } finally {
            lock.unlock();
        }
    }

    /** No delay, and not shut. */
    void open() {
        lock.lock();
        try {
            delayNanos = 0;
            shut = false;
            openings++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
