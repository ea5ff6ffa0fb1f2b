package io.github.parallelconsumer.internal.exec;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A run goes on, and its second record is in trouble, while the consumer thread looks how far it is: each record is counted
 * once, as done, as the one in trouble, or as shed (INV-RUN).
 */
@JCStressTest
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "one is done, one in trouble, two are shed")
@Outcome(expect = Expect.FORBIDDEN, desc = "a record is counted twice or never")
@State
public class RunStress {

    private final InFlightRecord run = Stress.run(4);
    private int counted;
    private int shed;

    @Actor
    public void runs() {
        run.start();
        run.finish();
        run.start();
        run.shed();
    }

    @Actor
    public void looks() {
        look();
    }

    @Arbiter
    public void looksAgain(II_Result result) {
        look();
        result.r1 = counted;
        result.r2 = run.size() == 2 ? shed : -1;
    }

    private void look() {
        var rest = run.takeShed();
        if (rest != null) {
            shed += rest.size();
        }
        int done = run.done();
        counted += done - run.counted();
        run.count(done);
    }
}
