package io.github.parallelconsumer.demo.process;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.demo.viewer.ConsumerGauges;
import io.github.parallelconsumer.demo.viewer.ConsumerReport;
import io.github.parallelconsumer.demo.viewer.ConsumerSettings;
import io.github.parallelconsumer.demo.viewer.EndOffsets;
import io.github.parallelconsumer.demo.viewer.ViewerClient;
import java.net.URI;

/** Tells the viewer how a consumer does, and does what it says. Confined to the thread of the viewer's client. */
final class ConsumerLink implements AutoCloseable {

    private final ConsumerOptions options;
    private final ParallelConsumer consumer;
    private final ConsumerGauges gauges;
    private final DemoHandler handler;
    private final Runnable stop;
    private final EndOffsets ends;
    private final ViewerClient client;
    private boolean paused;

    /**
     * Reports from now on.
     *
     * @param stop ends the consumer in order
     */
    ConsumerLink(
            URI viewer,
            ConsumerOptions options,
            ParallelConsumer consumer,
            ConsumerGauges gauges,
            DemoHandler handler,
            Runnable stop) {
        this.options = options;
        this.consumer = consumer;
        this.gauges = gauges;
        this.handler = handler;
        this.stop = stop;
        ends = EndOffsets.of(options.bootstrapServers());
        client = ViewerClient.consumer(viewer, options.name(), this::report, this::apply);
    }

    private ConsumerReport report() {
        var now = handler.options();
        return gauges.report(consumer, now.fixedMillis(), now.failurePercent(), ends);
    }

    private void apply(ConsumerSettings wanted) {
        handler.change(options.handler().with(wanted.handlerMillis(), wanted.failurePercent()));
        if (wanted.paused() != paused) {
            paused = wanted.paused();
            if (paused) {
                consumer.pause();
            } else {
                consumer.resume();
            }
        }
        if (wanted.stop()) {
            stop.run();
        }
    }

    /** Sends a last report. */
    @Override
    public void close() {
        client.close();
        ends.close();
    }
}
