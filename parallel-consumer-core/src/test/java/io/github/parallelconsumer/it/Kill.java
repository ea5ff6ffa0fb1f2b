package io.github.parallelconsumer.it;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a killed process left behind. Immutable, as long as nobody adds to its sets.
 *
 * @param number which kill it was, from 1
 * @param committed what the broker said afterwards
 * @param delivered how many records handlers had begun by then, in this process or an earlier one
 * @param anew how many of them this process was the first to begin
 * @param due those of them that the commit does not say are finished
 * @param lost those that the commit says are finished, though no handler was
 * @param cameAgain those of the delivered that the next process was given
 */
record Kill(
        int number,
        Map<TopicPartition, OffsetAndMetadata> committed,
        int delivered,
        int anew,
        OffsetSets due,
        OffsetSets lost,
        OffsetSets cameAgain) {

    static Kill of(
            int number, Map<TopicPartition, OffsetAndMetadata> committed, Deliveries deliveries, int deliveredBefore) {
        var covered = OffsetSets.coveredBy(committed);
        int delivered = deliveries.started().size();
        return new Kill(
                number,
                committed,
                delivered,
                delivered - deliveredBefore,
                deliveries.started().minus(covered),
                covered.minus(deliveries.done()),
                new OffsetSets());
    }

    Kill followedBy(OffsetSets nextWasGivenAgain) {
        return new Kill(number, committed, delivered, anew, due, lost, nextWasGivenAgain);
    }

    /** Delivered records that the commit says are finished. */
    int covered() {
        return delivered - due.size();
    }

    @Override
    public String toString() {
        return "kill %d: %,d delivered until then, less %,d that offset and map cover, are %,d; came again: %,d"
                .formatted(number, delivered, covered(), due.size(), cameAgain.size());
    }
}
