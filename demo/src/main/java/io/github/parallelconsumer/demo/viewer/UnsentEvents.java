package io.github.parallelconsumer.demo.viewer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Rebalances of which the viewer has not said that it knows them. Confined to the thread of the viewer's client. */
final class UnsentEvents {

    /** The viewer's log holds no more. */
    static final int MOST = 60;

    private final Deque<RebalanceEvent> events = new ArrayDeque<>();

    /** The report with what earlier ones could not tell; the oldest is left out when it is too much. */
    ConsumerReport addTo(ConsumerReport report) {
        events.addAll(report.events());
        while (events.size() > MOST) {
            events.removeFirst();
        }
        return report.with(List.copyOf(events));
    }

    /** The viewer has taken the last report. */
    void sent() {
        events.clear();
    }
}
