package io.github.parallelconsumer.internal.exec;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The consumer thread gives an assignment up while a record of it starts: that is either awaited or never runs. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "runs and is awaited")
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "never runs, and nobody waits for it")
@Outcome(expect = Expect.FORBIDDEN, desc = "runs unnoticed, or is awaited in vain")
@State
public class AssignmentTokenStress {

    private final AssignmentToken token = Stress.token();
    private final InFlightRecord record = Stress.record(token);

    @Actor
    public void gives() {
        token.close();
        record.release();
    }

    @Actor
    public void starts(ZZ_Result result) {
        result.r1 = record.start();
    }

    @Arbiter
    public void looks(ZZ_Result result) {
        result.r2 = record.awaitedIndex() >= 0;
    }
}
