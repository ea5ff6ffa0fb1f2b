package io.github.parallelconsumer.internal.exec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** INV-PARK: a record thread offers while the consumer thread parks. The park ends by that, not by its own long time. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "woken")
@Outcome(expect = Expect.FORBIDDEN, desc = "the wake-up was lost")
@State
public class CompletionQueueStress {

    private static final long LONG = TimeUnit.SECONDS.toNanos(10);

    private final CompletionQueue queue = new CompletionQueue(2);

    @Actor
    public void offers() {
        queue.offer(Stress.record());
    }

    @Actor
    public void parks(Z_Result found) {
        long start = System.nanoTime();
        queue.park(1, LONG);
        while (queue.poll() == null && System.nanoTime() - start < LONG) {
            queue.park(1, LONG); // it may return early
        }
        found.r1 = System.nanoTime() - start < LONG;
    }
}
