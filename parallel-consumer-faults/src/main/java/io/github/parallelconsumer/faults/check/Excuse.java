package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import java.util.Optional;

/** Why a record may be handled again though it had ended. Immutable. */
enum Excuse {
    /** The process was killed before it had committed. */
    KILLED,
    /** The process was stopped beyond its session, so that it could not commit. */
    FROZEN,
    /** The process that handles it again is the one that was stopped, and has not noticed that it was replaced. */
    ZOMBIE,
    /** The brokers that had to take the commit were at fault. */
    BROKERS,
    /** The machine stood still for so long that the member's session may have timed out. */
    STALLED,
    /** A commit covers it, but the brokers were at fault when the new owner asked for that. */
    UNANSWERED,
    /** It ended while it was interrupted, which is no end for the library. */
    INTERRUPTED;

    private static final long SESSION = 4_000_000_000L;
    /** A commit is repeated after a second; a broker that was killed keeps its leaderships for 3 s, and others load. */
    private static final long RECOVERY = 15_000_000_000L;

    /**
     * What excuses it.
     *
     * @param former how it had ended
     * @param start of the handler now
     */
    static Optional<Excuse> of(History history, Event former, Event start) {
        var ledger = history.ledger();
        var member = former.member();
        var release = history.release(former);
        long until = release.map(Event::nanos).orElse(start.nanos());
        if (ledger.suffered(member, FaultKind.KILL, former.nanos(), start.nanos())) {
            return Optional.of(KILLED);
        }
        if (ledger.suffered(member, FaultKind.FREEZE, former.nanos() - SESSION, until)) {
            return Optional.of(FROZEN);
        }
        if (ledger.suffered(start.member(), FaultKind.FREEZE, history.recently(start, SESSION), start.nanos())) {
            return Optional.of(ZOMBIE);
        }
        if (ledger.brokersFaulty(former.nanos() - RECOVERY, until)) {
            return Optional.of(BROKERS);
        }
        if (release.filter(event -> wasInterrupted(event, former)).isPresent()) {
            return Optional.of(INTERRUPTED);
        }
        return ledger.faults().stream()
                        .anyMatch(fault -> fault.kind() == FaultKind.STALL
                                && fault.to() - fault.from() > SESSION
                                && fault.within(former.nanos() - SESSION, until))
                ? Optional.of(STALLED)
                : Optional.empty();
    }

    /** A release says how many records it interrupted; one of them may have ended that very moment. */
    private static boolean wasInterrupted(Event release, Event former) {
        return !release.detail().endsWith(":0") && former.nanos() > release.nanos() - SESSION / 4;
    }
}
