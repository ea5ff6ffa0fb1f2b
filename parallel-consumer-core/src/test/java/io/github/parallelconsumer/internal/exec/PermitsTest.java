package io.github.parallelconsumer.internal.exec;

import static io.github.parallelconsumer.internal.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cap holds, whoever waits is served in turn, and nothing keeps a permit that it does not use. */
@Tag("jdk21")
class PermitsTest {

    @Test
    void acquire_manyThreads_neverMoreThanTheCap() throws Exception {
        var permits = new Permits(3);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 50; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                var holder = new PermitHolder(permits, false);
                for (int round = 0; round < 200; round++) {
                    holder.takeFor(Exec.record(Exec.token(), round));
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    running.decrementAndGet();
                    holder.release();
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(permits.inUse()).isZero();
        assertThat(permits.returningWaits()).isFalse();
    }

    @Test
    void acquire_severalWait_servedInOrderOfArrival() throws Exception {
        var permits = new Permits(1);
        permits.acquire();
        var served = Collections.synchronizedList(new ArrayList<Integer>());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            var thread = Thread.ofVirtual().start(() -> {
                var holder = new PermitHolder(permits, false);
                holder.takeFor(Exec.record(Exec.token(), number));
                served.add(number);
                holder.release();
            });
            threads.add(thread);
            until("waits", () -> thread.getState() == Thread.State.WAITING);
        }
        assertThat(permits.contended()).isTrue();
        assertThat(permits.returningWaits()).isTrue();
        permits.release();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void mayGoOn_aReturningRecordWaits_givesWay() throws Exception {
        var permits = new Permits(1);
        permits.acquire();
        var holder = new PermitHolder(permits, true);
        assertThat(holder.mayGoOn()).isTrue();
        var thread = Thread.ofVirtual().start(() -> {
            var other = new PermitHolder(permits, false);
            other.takeFor(Exec.record(Exec.token(), 0));
            other.release();
        });
        until("waits", permits::returningWaits);
        assertThat(holder.mayGoOn()).isFalse();
        holder.release();
        thread.join();
        assertThat(holder.mayGoOn()).isFalse();
        assertThat(permits.inUse()).isZero();
    }

    @Test
    void release_twice_givesBackOnce() throws Exception {
        var permits = new Permits(2);
        permits.acquire();
        permits.acquire();
        var holder = new PermitHolder(permits, true);
        holder.release();
        holder.release();
        assertThat(permits.inUse()).isEqualTo(1);
    }

    @Test
    void takeFor_interruptedWithTokenClosed_dropsTheRecordAndTakesNothing() throws Exception {
        var permits = new Permits(1);
        permits.acquire();
        var token = Exec.token();
        var record = Exec.record(token, 0);
        var got = new AtomicInteger(-1);
        var thread = Thread.ofVirtual().start(() -> got.set(new PermitHolder(permits, false).takeFor(record) ? 1 : 0));
        until("waits", () -> thread.getState() == Thread.State.WAITING);
        token.close();
        thread.interrupt();
        thread.join();
        assertThat(got).hasValue(0);
        assertThat(record.isDropped()).isTrue();
        assertThat(permits.inUse()).isEqualTo(1);
        assertThat(permits.returningWaits()).isFalse();
    }

    @Test
    void shareBefore_nobodyWaits_keepsThePermit() throws Exception {
        var permits = new Permits(1);
        permits.acquire();
        var holder = new PermitHolder(permits, true);
        assertThat(holder.shareBefore(Exec.record(Exec.token(), 0))).isTrue();
        assertThat(holder.held()).isTrue();
    }

    @Test
    void shareBefore_anotherWaits_isServedBehindIt() throws Exception {
        var permits = new Permits(1);
        permits.acquire();
        var turns = Collections.synchronizedList(new ArrayList<String>());
        var other = Thread.ofVirtual().start(() -> {
            var holder = new PermitHolder(permits, false);
            holder.takeFor(Exec.record(Exec.token(), 1));
            turns.add("other");
            holder.release();
        });
        until("waits", permits::contended);
        assertThat(new PermitHolder(permits, true).shareBefore(Exec.record(Exec.token(), 0)))
                .isTrue();
        turns.add("self");
        other.join();
        assertThat(turns).containsExactly("other", "self");
    }
}
