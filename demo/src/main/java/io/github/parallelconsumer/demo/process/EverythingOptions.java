package io.github.parallelconsumer.demo.process;

/**
 * How the demo with everything in it is to be; its values are known to work together. Immutable.
 *
 * @param main the class of the command line, whose commands its processes are
 * @param viewerPort where the page is
 * @param consumers how many processes to begin with
 * @param partitions of the topic
 * @param rate records a second
 * @param keys different keys of the records
 * @param concurrency handlers that run at once in a consumer, at most
 * @param handlerRandom how long a handler takes, in milliseconds, as MIN..MAX
 * @param slowOneIn one record in so many is slow
 * @param slowMillis how long that takes
 */
public record EverythingOptions(
        Class<?> main,
        int viewerPort,
        int consumers,
        int partitions,
        int rate,
        int keys,
        int concurrency,
        String handlerRandom,
        int slowOneIn,
        int slowMillis) {}
