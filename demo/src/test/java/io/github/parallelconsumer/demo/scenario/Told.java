package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import java.util.ArrayList;
import java.util.List;

/** What a consumer may have told, one nanosecond after the other. Confined to one thread. */
final class Told {

    private final List<Event> events = new ArrayList<>();
    private long nanos;

    Told at(long time) {
        nanos = time;
        return this;
    }

    Told assigned(int partition) {
        return add(Kind.ASSIGNED, partition, -1, "");
    }

    Told started(int partition, long offset) {
        return started(partition, offset, "key-" + offset);
    }

    Told started(int partition, long offset, String key) {
        return add(Kind.STARTED, partition, offset, key);
    }

    Told done(int partition, long offset) {
        return done(partition, offset, "key-" + offset);
    }

    Told done(int partition, long offset, String key) {
        return add(Kind.DONE, partition, offset, key);
    }

    /** Each of them from its start to its end, one after the other. */
    Told handled(int partition, long... offsets) {
        for (var offset : offsets) {
            started(partition, offset).done(partition, offset);
        }
        return this;
    }

    Told committed(int partition, long offset) {
        return add(Kind.COMMITTED, partition, offset, "");
    }

    Told revoked(int partition) {
        return add(Kind.RELEASED, partition, -1, "REVOKED:1:0:2:5");
    }

    /** No more starts but that many, which run or are about to. */
    Told releasing(int partition, int letThrough) {
        return add(Kind.RELEASING, partition, -1, "REVOKED:" + letThrough);
    }

    Told closing(int partition, int letThrough) {
        return add(Kind.RELEASING, partition, -1, "CLOSED:" + letThrough);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    private Told add(Kind kind, int partition, long offset, String detail) {
        events.add(new Event(nanos++, kind, partition, offset, detail));
        return this;
    }
}
