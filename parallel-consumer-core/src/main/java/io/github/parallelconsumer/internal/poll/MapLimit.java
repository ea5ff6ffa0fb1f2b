package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.config.OffsetMap;
import java.util.Collection;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long an offset map may be: as configured, or less once a broker has refused that. Confined to the consumer thread. */
final class MapLimit {

    private static final Logger LOG = LoggerFactory.getLogger(MapLimit.class);

    private final String name;
    private int mostChars;
    private boolean refused;
    private boolean warned;

    MapLimit(String name, OffsetMap setting) {
        this.name = name;
        mostChars = switch (setting) {
            case OffsetMap.Limited limited -> limited.maxBytes();
            case OffsetMap.Disabled disabled -> 0;
        };
    }

    /** For the next commit. */
    int mostChars() {
        return refused ? 0 : mostChars;
    }

    /** Whether the next commit is to go without maps, since the broker has refused those of the last one. */
    boolean refused() {
        return refused;
    }

    /**
     * Takes note that the broker found one of these too long, and does not say what it would accept.
     *
     * @return false when there was no map in them
     */
    boolean refuse(Collection<OffsetAndMetadata> offsets) {
        int longest = offsets.stream()
                .mapToInt(offset -> offset.metadata().length())
                .max()
                .orElse(0);
        refused = true;
        mostChars = Math.min(mostChars, longest / 2);
        if (!warned) {
            warned = true;
            LOG.warn(
                    "{} The broker refused an offset map of {} characters: commits without it, and with at most {} from"
                            + " then on; set offsetMap to the broker's offset.metadata.max.bytes",
                    name,
                    longest,
                    mostChars);
        }
        return longest > 0;
    }

    /** Takes note that the commit without maps has been acknowledged. */
    void settle() {
        refused = false;
    }
}
