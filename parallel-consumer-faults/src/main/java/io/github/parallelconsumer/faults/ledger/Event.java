package io.github.parallelconsumer.faults.ledger;

/**
 * A line of a member's journal. Immutable.
 *
 * @param nanos when, by {@code System.nanoTime}, which is one clock for all processes of a Linux machine (CLOCK_MONOTONIC)
 * @param member whose
 * @param partition -1 if it is about none
 * @param offset -1 if it is about no record
 * @param attempt of the handler's call; 0 otherwise
 * @param assignment the id that the library gives to the assignment in the member's process; 0 where it is not known
 * @param detail the key of a handler's record, "-" if it has none; otherwise what {@link Kind} says
 */
public record Event(
        long nanos, String member, Kind kind, int partition, long offset, int attempt, long assignment, String detail) {

    private static final int FIELDS = 8;

    /** Something that happens now, about no record. */
    public static Event now(String member, Kind kind, int partition, String detail) {
        return new Event(System.nanoTime(), member, kind, partition, -1, 0, 0, detail);
    }

    /** The line of a journal, without its end. */
    public String toLine() {
        return nanos + " " + member + " " + kind + " " + partition + " " + offset + " " + attempt + " " + assignment
                + " " + detail.replaceAll("\\R", " ");
    }

    /**
     * The event of such a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Event parse(String line) {
        var fields = line.split(" ", FIELDS);
        if (fields.length < FIELDS) {
            throw new IllegalArgumentException("no event: " + line);
        }
        return new Event(
                Long.parseLong(fields[0]),
                fields[1],
                Kind.valueOf(fields[2]),
                Integer.parseInt(fields[3]),
                Long.parseLong(fields[4]),
                Integer.parseInt(fields[5]),
                Long.parseLong(fields[6]),
                fields[7]);
    }

    /** The record that it is about. */
    public Place place() {
        return new Place(partition, offset);
    }
}
