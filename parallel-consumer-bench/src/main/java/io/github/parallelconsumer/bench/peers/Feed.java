package io.github.parallelconsumer.bench.peers;

/**
 * At what rate records come while they are consumed; at none where the topic is full from the start. Immutable.
 *
 * @param perSecond records of the ordinary keys
 * @param hotPerSecond further records, all of one key
 */
record Feed(int perSecond, int hotPerSecond) {

    static final Feed NONE = new Feed(0, 0);

    boolean isOn() {
        return perSecond + hotPerSecond > 0;
    }
}
