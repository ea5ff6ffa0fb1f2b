package io.github.parallelconsumer.demo.viewer;

import java.util.List;
import java.util.Map;

/**
 * What a browser is told five times a second. Immutable.
 *
 * @param now the viewer's time, in milliseconds
 * @param canAdd whether consumers can be started and killed from the page
 * @param wishes what the page asked of all processes
 * @param consumers those that reported lately
 * @param producers those that reported lately
 * @param log what happened, newest last
 * @param point the newest of the charts
 */
record Frame(
        long now,
        boolean canAdd,
        Wishes wishes,
        List<MemberView> consumers,
        List<ProducerView> producers,
        List<LogLine> log,
        Point point) {

    /** A consumer; gone if it no longer reports. */
    record MemberView(String id, boolean gone, boolean paused, boolean stopped, double rate, ConsumerReport report) {}

    /** A producer. */
    record ProducerView(String id, ProducerReport report) {}

    /** A moment of the charts; of each group of which it is known, the lag. */
    record Point(long at, double finished, double produced, Map<String, Long> lag) {}

    /** Something that happened, and to whom; numbers grow from line to line, also when the viewer was started again. */
    record LogLine(long number, long at, String kind, String who, String text) {}

    /** What all processes are asked for; {@link ConsumerSettings#UNCHANGED} where nobody asked. */
    record Wishes(int handlerMillis, int failurePercent, int ratePerSecond) {

        static final int MOST_HANDLER_MILLIS = 60_000;
        static final int MOST_FAILURE_PERCENT = 100;
        static final int MOST_RATE = 100_000;
        static final Wishes NONE =
                new Wishes(ConsumerSettings.UNCHANGED, ConsumerSettings.UNCHANGED, ConsumerSettings.UNCHANGED);

        /** These, and those of before where nothing is asked. */
        Wishes over(Wishes before) {
            return new Wishes(
                    handlerMillis < 0 ? before.handlerMillis : handlerMillis,
                    failurePercent < 0 ? before.failurePercent : failurePercent,
                    ratePerSecond < 0 ? before.ratePerSecond : ratePerSecond);
        }

        boolean valid() {
            return handlerMillis <= MOST_HANDLER_MILLIS
                    && failurePercent <= MOST_FAILURE_PERCENT
                    && ratePerSecond <= MOST_RATE;
        }
    }
}
