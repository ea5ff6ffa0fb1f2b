package io.github.parallelconsumer.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parallelconsumer.api.DeadLetterException;
import io.github.parallelconsumer.api.DeserializationFailure;
import io.github.parallelconsumer.api.HandlerTimeoutException;
import io.github.parallelconsumer.api.SkipRecordException;
import io.github.parallelconsumer.internal.exec.AttemptMeter.Counts;
import java.time.Duration;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as an attempt, and as a failing one. */
class AttemptMeterTest {

    private final AttemptMeter meter = new AttemptMeter();
    private final AttemptWatch watch = new AttemptWatch(null, meter);
    private final InFlightRecord record = Exec.record(Exec.token(), 1);

    @Test
    void count_firstAndLaterAttempts_areToldApart() {
        end(null);
        end(new IllegalStateException());
        end(new IllegalStateException());
        record.requeue(Exec.setback());
        end(null);
        end(new StackOverflowError());
        end(new IllegalStateException());
        end(new IllegalStateException());

        var counts = meter.counts();
        assertThat(counts).isEqualTo(new Counts(1, 2, 1, 3));
        assertThat(counts.attempts()).isEqualTo(7);
        assertThat(counts.failed()).isEqualTo(5);
        assertThat(counts.firsts()).isEqualTo(3);
        assertThat(counts.since(new Counts(1, 1, 0, 3))).isEqualTo(new Counts(0, 1, 1, 0));
    }

    @Test
    void count_timeout_isAFailure() {
        var token = record.token();
        end(new HandlerTimeoutException(token.partition(), 1, 1, Duration.ofSeconds(1), null));
        assertThat(meter.counts().failed()).isEqualTo(1);
    }

    @Test
    void count_failureOfThisRecordOnly_isNoAttempt() {
        end(new SkipRecordException("not for us"));
        end(new DeadLetterException(new IllegalStateException()));
        end(new DeserializationFailure(
                "key", record.raw(), StringDeserializer.class, new SerializationException("poison")));
        assertThat(meter.counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void count_interruptedAsItsPartitionIsGivenUp_isNoAttempt() {
        record.interrupt();
        record.start();
        record.interrupt();
        assertThat(Thread.interrupted()).isTrue();
        end(new InterruptedException());
        end(null);
        assertThat(meter.counts()).isEqualTo(Counts.NONE);
    }

    private void end(@Nullable Throwable failure) {
        record.start();
        assertThat(watch.end(record, watch.begin(record), failure)).isSameAs(failure);
    }
}
