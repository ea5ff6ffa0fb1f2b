package io.github.parallelconsumer.demo.viewer;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.api.RecordHandler;
import io.github.parallelconsumer.spi.ConsumerObserver;
import io.github.parallelconsumer.spi.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures a consumer for its reports: give it to the consumer as its observer, and wrap the handler. Thread-safe; only one
 * thread makes reports.
 */
public final class ConsumerGauges implements ConsumerObserver {

    private static final long LONGEST_MILLIS = TimeUnit.MINUTES.toMillis(10);
    /** Reports that the percentiles look back over: three seconds. */
    private static final int LOOK_BACK = 15;

    private final Recorder handlerMicros = new Recorder(TimeUnit.MILLISECONDS.toMicros(LONGEST_MILLIS), 2);
    private final List<Histogram> recent = new ArrayList<>();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final Queue<RebalanceEvent> events = new ConcurrentLinkedQueue<>();
    private final ProcessUse use = new ProcessUse();
    private final String group;
    private final int concurrencyCap;

    /**
     * Gauges that have measured nothing.
     *
     * @param group of the consumer
     * @param concurrencyCap how many handlers the consumer runs at once, at most
     */
    public ConsumerGauges(String group, int concurrencyCap) {
        this.group = group;
        this.concurrencyCap = concurrencyCap;
    }

    /** The handler, measured. */
    public <K, V> RecordHandler<K, V> around(RecordHandler<K, V> handler) {
        return (taken, context) -> {
            long start = System.nanoTime();
            boolean returned = false;
            try {
                handler.handle(taken, context);
                returned = true;
            } finally {
                if (!returned) {
                    failedAttempts.increment();
                }
                long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
                handlerMicros.recordValue(Math.min(micros, TimeUnit.MILLISECONDS.toMicros(LONGEST_MILLIS)));
            }
        };
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            events.add(new RebalanceEvent("ASSIGNED", names(partitions), 0, 0, 0));
        }
    }

    @Override
    public void released(Release release) {
        if (!release.partitions().isEmpty()) {
            events.add(new RebalanceEvent(
                    release.reason().name(),
                    names(release.partitions()),
                    release.finished(),
                    release.dropped(),
                    release.took().toMillis()));
        }
    }

    @Override
    public void ended(TopicPartition partition, long offset, Outcome outcome) {
        if (outcome instanceof Outcome.DeadLettered) {
            deadLetters.increment();
        }
    }

    private static List<String> names(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::toString).sorted().toList();
    }

    /**
     * The next report.
     *
     * @param handlerMillis how long the handler takes at present; negative when that is nothing fixed
     * @param failurePercent how many attempts in 100 fail at present
     * @param ends the offset after the newest record of each partition; -1 when unknown
     */
    public ConsumerReport report(
            ParallelConsumer consumer, int handlerMillis, int failurePercent, ToLongFunction<TopicPartition> ends) {
        var now = consumer.snapshot();
        var micros = recentMicros();
        return new ConsumerReport(
                ProcessHandle.current().pid(),
                use.started(),
                group,
                state(now.state(), consumer.health().paused()),
                now.permitsInUse(),
                concurrencyCap,
                now.inFlight(),
                now.finished(),
                micros.getValueAtPercentile(50) / 1_000.0,
                micros.getValueAtPercentile(99) / 1_000.0,
                failedAttempts.sum(),
                deadLetters.sum(),
                use.heapBytes(),
                use.cpu(),
                handlerMillis,
                failurePercent,
                now.partitions().stream()
                        .map(view -> PartitionReport.of(view, ends.applyAsLong(view.partition())))
                        .toList(),
                takeEvents());
    }

    /** One that was paused and ends is no longer paused: the viewer must see that it ends in order. */
    static String state(ConsumerState state, boolean paused) {
        return paused && state == ConsumerState.RUNNING ? "PAUSED" : state.name();
    }

    private Histogram recentMicros() {
        recent.add(handlerMicros.getIntervalHistogram());
        if (recent.size() > LOOK_BACK) {
            recent.remove(0);
        }
        var sum = new Histogram(TimeUnit.MILLISECONDS.toMicros(LONGEST_MILLIS), 2);
        recent.forEach(sum::add);
        return sum;
    }

    private List<RebalanceEvent> takeEvents() {
        var taken = new ArrayList<RebalanceEvent>();
        for (var event = events.poll(); event != null; event = events.poll()) {
            taken.add(event);
        }
        return taken;
    }
}
