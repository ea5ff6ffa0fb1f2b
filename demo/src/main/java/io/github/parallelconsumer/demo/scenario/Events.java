package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.ConsumerChild;
import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import java.util.Collection;
import java.util.stream.Stream;

/** Questions about what consumers have told. Stateless. */
final class Events {

    private Events() {}

    static Stream<Event> of(Kind kind, Collection<Event> events) {
        return events.stream().filter(event -> event.kind() == kind);
    }

    static int count(Kind kind, Collection<Event> events) {
        return Math.toIntExact(of(kind, events).count());
    }

    /** How many records a consumer has finished, as it says. */
    static int finished(ConsumerChild child) {
        return count(Kind.DONE, child.events());
    }
}
