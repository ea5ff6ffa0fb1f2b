package io.github.parallelconsumer.demo.viewer;

/** What the log says of partitions that came or went. Stateless. */
final class LogText {

    private LogText() {}

    static String of(RebalanceEvent event) {
        var which = String.join(", ", event.partitions());
        return switch (event.kind()) {
            case "ASSIGNED" -> "takes " + which;
            case "REVOKED" -> "hands over " + which + ends(event);
            case "LOST" -> "has lost " + which + ends(event);
            default -> "gives up " + which + " at its end" + ends(event);
        };
    }

    private static String ends(RebalanceEvent event) {
        return ": " + event.finished() + " running finished first, " + event.dropped()
                + " waiting left to the next owner, " + event.millis() + " ms";
    }
}
