package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.Fault;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.member.MemberOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** All members of a run, those that have ended included. Confined to the conductor's thread. */
final class Fleet implements AutoCloseable {

    /** More than a close may take, whose length is checked elsewhere. */
    private static final Duration END = MemberOptions.SHUTDOWN.plusSeconds(30);

    private final RunOptions options;
    private final String bootstrapServers;
    private final String group;
    private final Path directory;
    private final FaultBook faults;
    private final Map<String, MemberProcess> members = new LinkedHashMap<>();
    private final Map<String, FaultKind> stopped = new LinkedHashMap<>();
    /** Those that were killed or asked to end, and those that were found ended. */
    private final Set<String> over = new HashSet<>();

    Fleet(RunOptions options, String bootstrapServers, String group, Path directory, FaultBook faults) {
        this.options = options;
        this.bootstrapServers = bootstrapServers;
        this.group = group;
        this.directory = directory;
        this.faults = faults;
    }

    void join(String name) {
        var member = new MemberOptions(
                name,
                bootstrapServers,
                group,
                options.protocol(),
                options.order(),
                options.seed(),
                directory.resolve(name + ".journal"));
        members.put(name, MemberProcess.start(member, options.javaHome(), directory.resolve(name + ".log")));
    }

    void leave(String name) {
        if (isThere(name)) {
            over.add(name);
            member(name).leave();
        }
    }

    void kill(String name) {
        if (isThere(name)) {
            over.add(name);
            faults.begins(FaultKind.KILL, name);
            member(name).kill();
            faults.ended(FaultKind.KILL, name);
        }
    }

    void stop(String name, FaultKind kind) {
        if (isThere(name)) {
            faults.begins(kind, name);
            stopped.put(name, kind);
            member(name).freeze();
        }
    }

    void thaw(String name) {
        var kind = stopped.remove(name);
        if (kind != null && isThere(name)) {
            member(name).thaw();
            faults.ended(kind, name);
        }
    }

    /** Whether it runs. If not it has ended by itself, which must not pass for what is about to be done to it. */
    private boolean isThere(String name) {
        var member = member(name);
        if (member.isAlive()) {
            return true;
        }
        if (over.add(name)) {
            member.foundGone();
            long now = System.nanoTime();
            faults.add(new Fault(FaultKind.GONE, name, now, now));
        }
        return false;
    }

    /** How many run. */
    long running() {
        return members.values().stream().filter(MemberProcess::isAlive).count();
    }

    /** Asks all that still run to end, and waits until they have. */
    void end() {
        members.keySet().stream().filter(name -> !over.contains(name)).toList().forEach(this::leave);
        members.values().forEach(member -> member.awaitEnd(END));
    }

    /** What all have written down, in the order of time. */
    List<Event> events() throws IOException {
        var events = new ArrayList<Event>();
        for (var member : members.values()) {
            events.addAll(member.events());
        }
        events.sort(Comparator.comparingLong(Event::nanos));
        return events;
    }

    @Override
    public void close() {
        members.values().forEach(MemberProcess::close);
    }

    private MemberProcess member(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }
}
