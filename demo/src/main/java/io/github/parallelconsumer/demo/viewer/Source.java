package io.github.parallelconsumer.demo.viewer;

/** A producer process as the viewer knows it. Guarded by the {@link Board} that it belongs to. */
final class Source {

    private ProducerReport report;
    private long seen;
    private long counted;

    /** One that was not known: what it has sent before now is nobody's to count. */
    Source(ProducerReport report, long now) {
        this.report = report;
        seen = now;
        counted = report.acknowledged();
    }

    void reported(ProducerReport next, long now) {
        if (next.pid() != report.pid()) {
            counted = next.acknowledged();
        }
        report = next;
        seen = now;
    }

    ProducerReport report() {
        return report;
    }

    /** For how long nothing was heard of it, in milliseconds. */
    long silence(long now) {
        return now - seen;
    }

    /** Records acknowledged since this was asked last. */
    long takeAcknowledged() {
        long since = Math.max(0, report.acknowledged() - counted);
        counted = report.acknowledged();
        return since;
    }
}
