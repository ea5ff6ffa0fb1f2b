package io.github.parallelconsumer.spi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Where dead letters go. Belongs to one consumer and is called on one platform thread of it, so it need not be thread-safe and
 * may block for a moment: letters that are ready meanwhile wait. The stage that {@link #send} returns may complete on any
 * thread.
 */
public interface DeadLetterSink {

    /**
     * Starts to store a letter. To throw is the same as to return a stage that has failed.
     *
     * @return completes once the letter is stored durably, and exceptionally when it is not: then it is sent again later,
     *     so a letter may be stored more than once. A {@link org.apache.kafka.common.errors.RecordTooLargeException} says
     *     that this letter will not be taken as it is; where the user allows it, it is sent again without its value
     */
    CompletionStage<Void> send(DeadLetter letter);

    /** Called once, after the last letter; waits for nothing beyond the timeout. */
    void close(Duration timeout);
}
