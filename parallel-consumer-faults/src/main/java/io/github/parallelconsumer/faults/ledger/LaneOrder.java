package io.github.parallelconsumer.faults.ledger;

import io.github.parallelconsumer.config.Ordering;

/** The orderings by their names, and whose lane a record is in. Immutable. */
public enum LaneOrder {
    UNORDERED,
    KEY,
    PARTITION;

    /** What the library calls it. */
    public Ordering ordering() {
        return switch (this) {
            case UNORDERED -> Ordering.UNORDERED;
            case KEY -> Ordering.KEY;
            case PARTITION -> Ordering.PARTITION;
        };
    }

    /** The lane of a record. */
    public Lane lane(Place place, String key) {
        return switch (this) {
            case UNORDERED -> alone(place);
            case KEY -> key.equals(Lane.NO_KEY) ? alone(place) : new Lane(place.partition(), key);
            case PARTITION -> new Lane(place.partition(), "");
        };
    }

    private static Lane alone(Place place) {
        return new Lane(place.partition(), "@" + place.offset());
    }
}
