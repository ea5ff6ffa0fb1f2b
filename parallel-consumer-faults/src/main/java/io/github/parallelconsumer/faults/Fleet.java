package io.github.parallelconsumer.faults;

import io.github.parallelconsumer.faults.ledger.Event;
import io.github.parallelconsumer.faults.ledger.FaultKind;
import io.github.parallelconsumer.faults.member.MemberOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        member(name).leave();
    }

    void kill(String name) {
        faults.begins(FaultKind.KILL, name);
        member(name).kill();
        faults.ended(FaultKind.KILL, name);
    }

    void stop(String name, FaultKind kind) {
        faults.begins(kind, name);
        stopped.put(name, kind);
        member(name).freeze();
    }

    void thaw(String name) {
        member(name).thaw();
        faults.ended(Objects.requireNonNull(stopped.remove(name)), name);
    }

    /** Asks all that still run to end, and waits until they have. */
    void end() {
        var running = members.values().stream().filter(MemberProcess::isAlive).toList();
        running.forEach(MemberProcess::leave);
        running.forEach(member -> member.awaitEnd(END));
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
