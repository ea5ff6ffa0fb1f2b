package io.github.parallelconsumer.tools;

/** Told how far a redrive is, on the thread that runs it. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * A part of the dead letter topic is done.
     *
     * @param done how many offsets of the topic this run has passed
     * @param total how many it has to pass, the same in each call
     */
    void progressed(long done, long total);
}
