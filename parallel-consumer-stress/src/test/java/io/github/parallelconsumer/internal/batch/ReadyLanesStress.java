package io.github.parallelconsumer.internal.batch;

import io.github.parallelconsumer.internal.exec.AssignmentToken;
import io.github.parallelconsumer.internal.exec.InFlightRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/** Two threads take three lanes: each lane goes to one of them. The results are the sums of 1, 2 and 4 for the lanes. */
@JCStressTest
@Outcome(id = "7, 0, false", expect = Expect.ACCEPTABLE, desc = "the first takes all")
@Outcome(id = "0, 7, false", expect = Expect.ACCEPTABLE, desc = "the second takes all")
@Outcome(id = "(1, 6|2, 5|4, 3|3, 4|5, 2|6, 1), false", expect = Expect.ACCEPTABLE, desc = "each takes some")
@Outcome(expect = Expect.FORBIDDEN, desc = "a lane is taken twice or never")
@State
public class ReadyLanesStress {

    private static final AssignmentToken TOKEN = new AssignmentToken(new TopicPartition("t", 0), 1);
    private static final ConsumerRecord<byte[], byte[]> RAW = new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]);

    private final ReadyLanes lanes = new ReadyLanes(new InFlightRecord[] {lane(1), lane(2), lane(4)}, 3);

    private static InFlightRecord lane(int number) {
        return new InFlightRecord(RAW, TOKEN, number);
    }

    @Actor
    public void takes(IIZ_Result result) {
        result.r1 = takeAll();
    }

    @Actor
    public void takesToo(IIZ_Result result) {
        result.r2 = takeAll();
    }

    @Arbiter
    public void looks(IIZ_Result result) {
        result.r3 = lanes.hasNext();
    }

    private int takeAll() {
        int sum = 0;
        for (var lane = lanes.take(); lane != null; lane = lanes.take()) {
            sum += (int) lane.sequence();
        }
        return sum;
    }
}
