package io.github.parallelconsumer.demo.viewer;

import java.util.List;

/** Reports of consumers that do nothing. Stateless. */
final class Reports {

    private Reports() {}

    static ConsumerReport consumer(List<RebalanceEvent> events) {
        return new ConsumerReport(7, 0, "g", "RUNNING", 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, List.of(), events);
    }
}
