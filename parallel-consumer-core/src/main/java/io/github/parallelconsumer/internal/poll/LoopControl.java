package io.github.parallelconsumer.internal.poll;

import io.github.parallelconsumer.internal.exec.CompletionQueue;
import io.github.parallelconsumer.spi.RecordSource;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Polls for the consumer thread and ends its waiting for others. Thread-safe: anyone wakes, the consumer thread polls.
 *
 * <p>A wakeup that no poll consumes would end the next blocking call instead, such as a commit. So the source is woken
 * only while the thread polls; and since whoever wakes sets the end first, and the thread announces the poll before it
 * looks at the end, one of them sees the other.
 */
public final class LoopControl {

    private final RecordSource source;
    private final CompletionQueue completions;
    private final BooleanSupplier mustEnd;
    private volatile boolean polling;

    /** A control for a loop that ends when asked. */
    public LoopControl(RecordSource source, CompletionQueue completions, BooleanSupplier mustEnd) {
        this.source = source;
        this.completions = completions;
        this.mustEnd = mustEnd;
    }

    ConsumerRecords<byte[], byte[]> poll(long nanos) {
        polling = true;
        try {
            return mustEnd.getAsBoolean() ? ConsumerRecords.empty() : source.poll(Duration.ofNanos(nanos));
        } finally {
            polling = false;
        }
    }

    /** Makes the consumer thread look at what it was asked. */
    public void wake() {
        completions.signal();
        if (polling) {
            source.wakeup();
        }
    }
}
