package io.github.parallelconsumer.tools;

/** Why a letter stays where it is, whatever the filter says. */
public enum Refusal {
    /** Its headers do not say which topic and partition it came from: something else wrote it. */
    NO_SOURCE,
    /** Its value was dropped because the letter would have been too large, so there is nothing to send back. */
    VALUE_DROPPED,
    /** It has been sent back as often as is allowed. */
    TOO_MANY_REDRIVES
}
