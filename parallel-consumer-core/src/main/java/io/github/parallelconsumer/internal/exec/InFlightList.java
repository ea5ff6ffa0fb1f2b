package io.github.parallelconsumer.internal.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of a partition that have not ended, oldest first: a linked list through the records themselves, so that
 * adding and removing cost neither memory nor a search. Confined to the consumer thread.
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
        var previous = record.listPrevious;
        var next = record.listNext;
        if (previous == null) {
            first = next;
        } else {
            previous.listNext = next;
        }
        if (next == null) {
            last = previous;
        } else {
            next.listPrevious = previous;
        }
        record.listPrevious = null;
        record.listNext = null;
        record.listed = false;
        return true;
    }

    /** The oldest record, or null when there is none. */
    public @Nullable InFlightRecord first() {
        return first;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return first == null;
    }

    /** The oldest records for which it is so, at most that many. */
    public List<InFlightRecord> oldest(int most, Predicate<InFlightRecord> condition) {
        var found = new ArrayList<InFlightRecord>();
        for (var record = first; record != null && found.size() < most; record = record.listNext) {
            if (condition.test(record)) {
                found.add(record);
            }
        }
        return found;
    }

    /** Shows each record, oldest first; the action may remove the record it is shown, or add others behind it. */
    public void forEach(Consumer<InFlightRecord> action) {
        var record = first;
        while (record != null) {
            var next = record.listNext;
            action.accept(record);
            record = record.listed ? record.listNext : next;
        }
    }
}
