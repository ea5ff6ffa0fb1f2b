package io.github.parallelconsumer.faults.check;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.ledger.Ledger;
import java.util.Optional;

/** Why a record may be handled again though it had ended. Immutable. */
enum Excuse {
    /** The process was killed before it had committed and given the partition up. */
    KILLED,
    /** The process was stopped beyond its session, so that it could not commit. */
    FROZEN,
    /** The process that handles it again was stopped or cut off by brokers, and has not noticed that it was replaced. */
    ZOMBIE,
    /** The brokers that had to take the commit were at fault, and the process says that this one failed, or that it was cut off. */
    BROKERS,
    /** The machine stood still for so long that the member's session may have timed out. */
    STALLED,
    /** A commit covers it, but the brokers were at fault when the new owner asked for that. */
    UNANSWERED,
    /** It ended while it was interrupted, which is no end for the library. */
    INTERRUPTED;

    private static final long SESSION = 4_000_000_000L;
    /** A commit is repeated after a second; a broker that was killed keeps its leaderships for 3 s, and others load. */
    private static final long RECOVERY = 8_000_000_000L;

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
        if (ledger.suffered(member, FaultKind.KILL, former.nanos(), until)) {
            return Optional.of(KILLED);
        }
        if (ledger.suffered(member, FaultKind.FREEZE, former.nanos() - SESSION, until)) {
            return Optional.of(FROZEN);
        }
        if (isZombie(history, former, start)) {
            return Optional.of(ZOMBIE);
        }
        if (ledger.brokersFaulty(former.nanos() - RECOVERY, until) && history.wasCutOff(former)) {
            return Optional.of(BROKERS);
        }
        if (isStalled(ledger, former.nanos() - SESSION, until)) {
            return Optional.of(STALLED);
        }
        return release.filter(event -> wasInterrupted(event, former)).map(event -> INTERRUPTED);
    }

    private static boolean isStalled(Ledger ledger, long begin, long end) {
        return ledger.faults().stream()
                .anyMatch(fault -> fault.kind() == FaultKind.STALL
                        && fault.to() - fault.from() > SESSION
                        && fault.within(begin, end));
    }

    private static boolean isZombie(History history, Event former, Event start) {
        var ledger = history.ledger();
        return ledger.suffered(start.member(), FaultKind.FREEZE, history.recently(start, SESSION), start.nanos())
                || (!start.member().equals(former.member())
                        && history.wasCutOff(start)
                        && ledger.brokersFaulty(history.recently(start, RECOVERY), start.nanos()));
    }

    /** How many records a release says to have interrupted. */
    static int interrupted(Event release) {
        return Integer.parseInt(release.detail().substring(release.detail().lastIndexOf(':') + 1));
    }

    /** A release says how many records it interrupted; one of them may have ended that very moment. */
    private static boolean wasInterrupted(Event release, Event former) {
        return interrupted(release) > 0 && former.nanos() > release.nanos() - SESSION / 4;
    }
}
