package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.api.Health.Circuit;
import io.github.parallelconsumer.api.Health.Circuit.State;
import io.github.parallelconsumer.config.CircuitBreaker;
import io.github.parallelconsumer.internal.exec.AttemptMeter;
import io.github.parallelconsumer.internal.exec.AttemptMeter.Counts;
import io.github.parallelconsumer.internal.exec.Nanos;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when intake stands still because attempts fail, as {@link CircuitBreaker} says; {@link FlowControl} asks it and
 * does the pausing. Confined to the consumer thread.
 *
 * <p>INV-PROBE: half open, it never closes nor opens without an end: either enough first attempts end, or the pause is over
 * again and more records are let in, so records that are dropped, wait for others or say nothing do not matter.
 */
public final class IntakeBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeBreaker.class);

    private final String name;
    private final CircuitBreaker policy;
    private final AttemptMeter meter;
    private final Partitions partitions;
    private final long pauseNanos;
    private final FailureWindow window;
    private State state = State.CLOSED;
    private String cause = "";
    private Counts seen = Counts.NONE;
    private long since;
    private long acceptedBefore;
    private long probes;
    private long failedProbes;

    /** A breaker that lets everything in. */
    public IntakeBreaker(String name, CircuitBreaker policy, AttemptMeter meter, Partitions partitions, long now) {
        this.name = name;
        this.policy = policy;
        this.meter = meter;
        this.partitions = partitions;
        pauseNanos = Nanos.of(policy.pause());
        window = new FailureWindow(Nanos.of(policy.window()), now);
    }

    /** Looks at the attempts that have ended since the last turn, and at the time. */
    void maybeSwitch(long now) {
        var counts = meter.counts();
        var ended = counts.since(seen);
        seen = counts;
        switch (state) {
            case CLOSED -> watch(ended, now);
            case OPEN -> {
                if (now - since >= pauseNanos) {
                    halfOpen(now);
                }
            }
            case HALF_OPEN -> judge(ended, now);
        }
    }

    /** Whether intake is to stand still. */
    public boolean stopsIntake() {
        return switch (state) {
            case CLOSED -> false;
            case OPEN -> true;
            case HALF_OPEN -> partitions.accepted() - acceptedBefore >= policy.probes();
        };
    }

    private void watch(Counts ended, long now) {
        window.add(now, ended.attempts(), ended.failed());
        long attempts = window.attempts();
        if (attempts >= policy.leastAttempts() && isTooMany(window.failures(), attempts)) {
            open(now, window.failures() + " of " + attempts + " attempts within " + policy.window() + " failed");
        }
    }

    private void judge(Counts ended, long now) {
        probes += ended.firsts();
        failedProbes += ended.firstFailed();
        if (probes >= policy.probes()) {
            var result = failedProbes + " of " + probes + " first attempts failed after a pause";
            if (isTooMany(failedProbes, probes)) {
                open(now, result);
            } else {
                close(result);
            }
        } else if (now - since >= pauseNanos) {
            letIn(now);
        }
    }

    private boolean isTooMany(long failed, long attempts) {
        return failed >= policy.failureShare() * attempts;
    }

    private void open(long now, String cause) {
        state = State.OPEN;
        since = now;
        this.cause = cause;
        LOG.warn("{} Circuit breaker opens, intake stands still for {}: {}", name, policy.pause(), cause);
    }

    private void halfOpen(long now) {
        state = State.HALF_OPEN;
        probes = 0;
        failedProbes = 0;
        letIn(now);
        LOG.info("{} Circuit breaker half open, letting at least {} record(s) in", name, policy.probes());
    }

    private void letIn(long now) {
        since = now;
        acceptedBefore = partitions.accepted();
    }

    private void close(String result) {
        state = State.CLOSED;
        window.clear();
        LOG.info("{} Circuit breaker closes, intake goes on: {}", name, result);
    }

    /** Where it stands. */
    Circuit circuit() {
        return new Circuit(
                state,
                switch (state) {
                    case CLOSED ->
                        window.failures() + " of " + window.attempts() + " attempts within " + policy.window()
                                + " failed";
                    case OPEN -> cause;
                    case HALF_OPEN -> "trying at least " + policy.probes() + " record(s), since " + cause;
                });
    }

    /** One sentence for each thing that is wrong. */
    List<String> problems() {
        return switch (state) {
            case CLOSED -> List.of();
            case OPEN -> List.of("the circuit breaker has stopped intake: " + cause);
            case HALF_OPEN -> List.of("the circuit breaker lets only a few records in: " + cause);
        };
    }
}
