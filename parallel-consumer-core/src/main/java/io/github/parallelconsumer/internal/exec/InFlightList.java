package io.github.parallelconsumer.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of a partition that have not ended, oldest first: a linked list through the records themselves, so that
 * adding and removing cost neither memory nor a search. Confined to the consumer thread.
 *
 * <p>A reference that is stored into an old object costs a memory fence with G1, more than all the rest. So the records of a
 * poll are linked in a young list of their own, which is added as a whole; and a first record that was removed stays in front
 * until someone looks.
 */
public final class InFlightList {

    private @Nullable InFlightRecord first;
    private @Nullable InFlightRecord last;

    /** Adds the newest record. */
    public void add(InFlightRecord record) {
        record.listed = true;
        record.listPrevious = last;
        if (last == null) {
            first = record;
        } else {
            last.listNext = record;
        }
        last = record;
    }

    /** Adds all records of another list, which is not to be used any more. */
    public void addAll(InFlightList newer) {
        var added = newer.first;
        if (added == null) {
            return;
        }
        added.listPrevious = last;
        if (last == null) {
            first = added;
        } else {
            last.listNext = added;
        }
        last = newer.last;
    }

    /** Adds a record right behind one that is in the list. */
    public void addAfter(InFlightRecord before, InFlightRecord record) {
        var next = before.listNext;
        if (next == null) {
            add(record);
            return;
        }
        record.listed = true;
        record.listPrevious = before;
        record.listNext = next;
        before.listNext = record;
        next.listPrevious = record;
    }

    /** Removes a record; false when it was removed before. */
    public boolean remove(InFlightRecord record) {
        if (!record.listed) {
            return false;
        }
        record.listed = false;
        var previous = record.listPrevious;
        if (previous != null) {
            unlink(record, previous);
        }
        return true;
    }

    private void unlink(InFlightRecord record, InFlightRecord previous) {
        var next = record.listNext;
        previous.listNext = next;
        if (next == null) {
            last = previous;
        } else {
            next.listPrevious = previous;
        }
        record.listPrevious = null;
        record.listNext = null;
    }

    /** Takes a first record out that was removed; there is never a second one behind it. */
    private @Nullable InFlightRecord tidy() {
        var removed = first;
        if (removed != null && !removed.listed) {
            first = removed.listNext;
            if (first == null) {
                last = null;
            } else {
                first.listPrevious = null;
            }
            removed.listNext = null;
        }
        return first;
    }

    /** The oldest record, or null when there is none. */
    public @Nullable InFlightRecord first() {
        return tidy();
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return tidy() == null;
    }

    /** The oldest records for which it is so, at most that many. */
    public List<InFlightRecord> oldest(int most, Predicate<InFlightRecord> condition) {
        var found = new ArrayList<InFlightRecord>();
        for (var record = tidy(); record != null && found.size() < most; record = record.listNext) {
            if (condition.test(record)) {
                found.add(record);
            }
        }
        return found;
    }

    /** Shows each record, oldest first; the action may remove the record it is shown, or add others behind it. */
    public void forEach(Consumer<InFlightRecord> action) {
        var record = tidy();
        while (record != null) {
            var next = record.listNext;
            action.accept(record);
            record = record.listed ? record.listNext : next;
        }
    }
}
