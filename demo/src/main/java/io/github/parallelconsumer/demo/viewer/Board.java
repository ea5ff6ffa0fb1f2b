package io.github.parallelconsumer.demo.viewer;

import io.github.parallelconsumer.demo.viewer.Frame.LogLine;
import io.github.parallelconsumer.demo.viewer.Frame.MemberView;
import io.github.parallelconsumer.demo.viewer.Frame.Point;
import io.github.parallelconsumer.demo.viewer.Frame.ProducerView;
import io.github.parallelconsumer.demo.viewer.Frame.Wishes;
import io.javalin.http.ConflictResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** What the viewer knows: who reported what, what happened, and what the page asked for. Thread-safe: one lock. */
final class Board {

    /** How long one that reports no more is shown. */
    private static final long SHOWN_MILLIS = 15_000;

    /** Consumers at a time, and producers; far more than a page can show, and little enough to keep. */
    static final int MOST = 100;

    private static final int LOG_LINES = 60;
    private static final int POINTS = 300;

    private final LongSupplier millis;
    private final Map<String, Member> consumers = new TreeMap<>();
    private final Map<String, Source> producers = new TreeMap<>();
    private final Lag lag = new Lag();
    private final Deque<LogLine> log = new ArrayDeque<>();
    private final Deque<Point> points = new ArrayDeque<>();
    private Wishes wishes = Wishes.NONE;
    private long lines;

    /** An empty board; the clock gives milliseconds. */
    Board(LongSupplier millis) {
        this.millis = millis;
        points.add(new Point(millis.getAsLong(), 0, 0, Map.of()));
    }

    /** Takes the report of a consumer, and tells what it is to do. */
    synchronized ConsumerSettings reported(String id, ConsumerReport report) {
        checkRoom(consumers, id);
        long now = millis.getAsLong();
        var known = consumers.get(id);
        var member = known == null ? new Member(report, now) : known;
        boolean back = member.noticeBack();
        if (known == null || !known.report().sameProcess(report)) {
            log("JOINED", id, "reports for the first time, process " + report.pid());
        } else if (back) {
            log("JOINED", id, "reports again");
        }
        member.reported(report, now);
        report.events().forEach(event -> log(event.kind(), id, LogText.of(event)));
        report.partitions().forEach(partition -> lag.take(report.group(), partition, now));
        consumers.put(id, member);
        return new ConsumerSettings(wishes.handlerMillis(), wishes.failurePercent(), member.paused(), member.stopped());
    }

    /** Takes the report of a producer, and tells what it is to do. */
    synchronized ProducerSettings reported(String id, ProducerReport report) {
        checkRoom(producers, id);
        long now = millis.getAsLong();
        producers.computeIfAbsent(id, unknown -> new Source(report, now)).reported(report, now);
        return new ProducerSettings(wishes.ratePerSecond());
    }

    private static void checkRoom(Map<String, ?> known, String id) {
        if (known.size() >= MOST && !known.containsKey(id)) {
            throw new ConflictResponse("There are " + MOST + " already");
        }
    }

    /** Asks all processes for this, now and later. */
    synchronized void ask(Wishes asked) {
        wishes = asked.over(wishes);
    }

    /** The consumer of this name, if it has reported lately; the caller changes it by {@link #pause} and {@link #stop}. */
    synchronized boolean knows(String id) {
        return consumers.containsKey(id);
    }

    synchronized void pause(String id, boolean paused) {
        Optional.ofNullable(consumers.get(id)).ifPresent(member -> member.pause(paused));
        log("ASKED", id, paused ? "asked to pause" : "asked to resume");
    }

    synchronized void stop(String id) {
        Optional.ofNullable(consumers.get(id)).ifPresent(Member::stop);
        log("ASKED", id, "asked to stop in order");
    }

    synchronized void killed(String id) {
        log("KILLED", id, "killed from this page");
    }

    /** Once a second: forgets who is gone, and takes a point of the charts. */
    synchronized void tick() {
        long now = millis.getAsLong();
        consumers.forEach((id, member) -> {
            if (member.noticeGone(now)) {
                log(member.ended() ? "ENDED" : "GONE", id, member.ended() ? "has ended" : "reports no more");
            }
        });
        consumers.values().removeIf(member -> member.silence(now) > SHOWN_MILLIS);
        producers.values().removeIf(producer -> producer.silence(now) > SHOWN_MILLIS);
        points.add(point(now));
        if (points.size() > POINTS) {
            points.removeFirst();
        }
    }

    private Point point(long now) {
        double finished = consumers.values().stream()
                .mapToDouble(member -> member.rate(now))
                .sum();
        double produced =
                producers.values().stream().mapToLong(Source::takeAcknowledged).sum();
        double seconds = Math.max(1, now - points.getLast().at()) / 1_000.0;
        return new Point(now, finished, produced / seconds, lag.byGroup(now));
    }

    private void log(String kind, String who, String text) {
        long now = millis.getAsLong();
        lines = Math.max(lines + 1, now);
        log.add(new LogLine(lines, now, kind, who, text));
        if (log.size() > LOG_LINES) {
            log.removeFirst();
        }
    }

    /** What a browser is told now. */
    synchronized Frame frame(boolean canAdd) {
        long now = millis.getAsLong();
        var members = consumers.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue(), now))
                .toList();
        var sources = producers.entrySet().stream()
                .map(entry -> new ProducerView(entry.getKey(), entry.getValue().report()))
                .toList();
        return new Frame(now, canAdd, wishes, members, sources, List.copyOf(log), points.getLast());
    }

    private static MemberView view(String id, Member member, long now) {
        return new MemberView(
                id, member.gone(now), member.paused(), member.stopped(), member.rate(now), member.report());
    }

    /** The charts of the last minutes. */
    synchronized List<Point> history() {
        return List.copyOf(points);
    }
}
