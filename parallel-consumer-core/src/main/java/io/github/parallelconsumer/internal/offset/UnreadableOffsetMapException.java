package io.github.parallelconsumer.internal.offset;

import org.jspecify.annotations.Nullable;

/** The metadata of a commit is not an offset map; the text says why. */
public final class UnreadableOffsetMapException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableOffsetMapException(String reason) {
        this(reason, null);
    }

    UnreadableOffsetMapException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
