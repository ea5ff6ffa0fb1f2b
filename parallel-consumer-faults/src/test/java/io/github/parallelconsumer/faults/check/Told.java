package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Commit;
import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Fault;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Kind;
import io.github.parallelconsumer.faults.ledger.LaneOrder;
import io.github.parallelconsumer.faults.ledger.Ledger;
import io.github.parallelconsumer.faults.ledger.PartitionEnd;
import io.github.parallelconsumer.faults.ledger.Place;
import io.github.parallelconsumer.faults.ledger.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a ledger of one partition, a second for each thing told, or as much more as said. Confined to one test. */
final class Told {

    static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final long SECOND = 1_000_000_000;

    private final LaneOrder order;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();
    private final Map<Place, Integer> letters = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<Long, String> keys = new HashMap<>();
    private final Map<String, Long> assignments = new HashMap<>();
    private @Nullable PartitionEnd end;
    private long planned;
    private long step = SECOND;
    private long now;

    Told(LaneOrder order) {
        this.order = order;
    }

    /** Records with these keys, at the offsets that follow. */
    Told sent(String... all) {
        for (var key : all) {
            keys.put((long) sent.size(), key);
            sent.add(new Sent(now, new Place(0, sent.size()), key));
        }
        return this;
    }

    /** What follows happens at one time, until {@link #inTurn}. */
    Told atOnce() {
        step = 0;
        return this;
    }

    Told inTurn() {
        step = SECOND;
        return passes(1);
    }

    Told passesMillis(int millis) {
        now += millis * (SECOND / 1_000);
        return this;
    }

    Told passes(int seconds) {
        now += seconds * SECOND;
        return this;
    }

    Told opens(String member) {
        return of(member, Kind.OPEN, -1, "").assigned(member);
    }

    Told assigned(String member) {
        assignments.merge(member, 1L, Long::sum);
        return of(member, Kind.ASSIGNED, 0, "");
    }

    Told released(String member, String reason) {
        return of(member, Kind.RELEASED, 0, reason);
    }

    Told of(String member, Kind kind, int partition, String detail) {
        return add(new Event(now, member, kind, partition, -1, 0, 0, detail));
    }

    Told starts(String member, long offset) {
        return of(member, Kind.START, offset);
    }

    /** A further attempt under the same assignment. */
    Told startsAgain(String member, long offset, int attempt) {
        return add(event(member, Kind.START, offset, attempt));
    }

    Told ends(String member, long offset) {
        return of(member, Kind.OK, offset);
    }

    Told handles(String member, long... offsets) {
        for (long offset : offsets) {
            starts(member, offset).ends(member, offset);
        }
        return this;
    }

    Told of(String member, Kind kind, long offset) {
        return add(event(member, kind, offset, 1));
    }

    private Event event(String member, Kind kind, long offset, int attempt) {
        var key = keys.getOrDefault(offset, "unknown");
        return new Event(now, member, kind, 0, offset, attempt, assignments.get(member), key);
    }

    Told letter(long offset) {
        letters.put(new Place(0, offset), 1);
        return this;
    }

    Told commits(long offset, String metadata) {
        commits.add(Commit.of(now, 0, offset, metadata));
        return passes(1);
    }

    Told closes(String member, int seconds) {
        return of(member, Kind.CLOSING, -1, "")
                .passes(seconds - 2)
                .released(member, "CLOSED:0")
                .of(member, Kind.CLOSED, -1, "");
    }

    Told suffers(String member, FaultKind kind, int seconds) {
        faults.add(new Fault(kind, member, now, now + seconds * SECOND));
        return passes(seconds);
    }

    Told endsWith(long committed, long records) {
        end = new PartitionEnd(0, committed, records);
        return this;
    }

    /** How many records there should have been; none unless told. */
    Told planned(long records) {
        planned = records;
        return this;
    }

    /**
     * What the checks of the guarantees say of it by the name of the guarantee; nothing where it held. Whether enough happened is
     * asked elsewhere: most of these ledgers are shorter than any run.
     */
    Map<String, List<String>> broken() {
        var broken = new HashMap<String, List<String>>();
        for (var finding : findings()) {
            if (!finding.held() && !finding.guarantee().equals(ActivityCheck.NAME)) {
                broken.put(finding.guarantee(), finding.violations());
            }
        }
        return broken;
    }

    List<Finding> findings() {
        return Guarantees.check(ledger(), BOUNDS);
    }

    private Ledger ledger() {
        var ends = end == null ? new PartitionEnd(0, sent.size(), sent.size()) : end;
        return new Ledger(order, 2, planned, sent, events, commits, List.of(ends), letters, faults, now);
    }

    private Told add(Event event) {
        events.add(event);
        now += step;
        return this;
    }
}
