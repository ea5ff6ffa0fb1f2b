package io.github.parallelconsumer.demo.scenario;

import io.github.parallelconsumer.demo.process.Event;
import io.github.parallelconsumer.demo.process.Event.Kind;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** A record's place in the topic of a story. Immutable. */
record Place(int partition, long offset) {

    static Place of(Event event) {
        return new Place(event.partition(), event.offset());
    }

    /** The records of which events of a kind tell. */
    static Set<Place> of(Kind kind, Collection<Event> events) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(Place::of)
                .collect(Collectors.toSet());
    }

    /** How many events of a kind tell of a record of which an earlier one has told. */
    static int repeats(Kind kind, Collection<Event> events) {
        return Events.count(kind, events) - of(kind, events).size();
    }

    /** Every record of a topic that has one at each offset. */
    static Set<Place> upTo(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .flatMap(end -> places(end.getKey().partition(), end.getValue()))
                .collect(Collectors.toSet());
    }

    private static Stream<Place> places(int partition, long end) {
        return LongStream.range(0, end).mapToObj(offset -> new Place(partition, offset));
    }
}
