package io.github.parallelconsumer.config;

/**
 * Whether a commit tells, next to the offset, which records above it are finished: the offset map, kept in the commit's
 * metadata. With it, a member that takes a partition over handles only those again that were unfinished, or finished after
 * the last acknowledged commit, even while one slow record holds the committed offset back.
 */
public sealed interface OffsetMap {

    /**
     * Commits carry a map of at most so many bytes; of a longer one the part that fits. A broker refuses more than its
     * {@code offset.metadata.max.bytes}, 4,096 by default; when that happens, maps are made smaller.
     *
     * @param maxBytes characters of Base64; 1 to 1,000,000
     */
    static OffsetMap maxBytes(int maxBytes) {
        return new Limited(maxBytes);
    }

    /** Commits carry the offset only, and the map of an earlier commit is not read. */
    static OffsetMap disabled() {
        return new Disabled();
    }

    /** See {@link OffsetMap#maxBytes}. */
    record Limited(int maxBytes) implements OffsetMap {

        private static final int MOST = 1_000_000;

        /** Checks the limit. */
        public Limited {
            if (maxBytes < 1 || maxBytes > MOST) {
                throw new IllegalArgumentException("maxBytes is " + maxBytes + ", it must be from 1 to " + MOST);
            }
        }
    }

    /** See {@link OffsetMap#disabled}. */
    record Disabled() implements OffsetMap {}
}
