package io.github.parallelconsumer.internal.engine;

import static io.github.parallelconsumer.internal.engine.LoopFixture.P0;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** What the tests of offset maps in the loop have in common. Stateless. */
final class MapLoop {

    private MapLoop() {}

    /** Appends records, leaves some of them running, and lets the others end. */
    static void handleAllBut(Set<Long> unfinished, LoopFixture loop, int count) {
        loop.handler.pass(record -> !unfinished.contains(record.offset()));
        loop.append(P0, count);
        loop.assign(P0);
        loop.turnUntil(() -> loop.events.succeeded.get() == count - unfinished.size());
    }

    /** What is committed for the one partition. */
    static OffsetAndMetadata committed(LoopFixture loop) {
        return loop.broker.committed(Set.of(P0), Duration.ZERO).get(P0);
    }
}
