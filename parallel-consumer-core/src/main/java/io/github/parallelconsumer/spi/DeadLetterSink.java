package io.github.parallelconsumer.spi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Where dead letters go. {@link #send} is called on one platform thread of the consumer, one letter after another, so it
 * may block for a moment; the stage it returns may complete on any thread.
 */
public interface DeadLetterSink {

    /**
     * Starts to store a letter.
     *
     * @return completes once the letter is stored durably, and exceptionally when it is not: then it is sent again later,
     *     so a letter may be stored more than once
     */
    CompletionStage<Void> send(DeadLetter letter);

    /** Called once, after the last letter; waits for nothing beyond the timeout. */
    void close(Duration timeout);
}
