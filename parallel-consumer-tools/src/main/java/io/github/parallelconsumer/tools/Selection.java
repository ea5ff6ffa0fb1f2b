package io.github.parallelconsumer.tools;

/** Which letters a run sends; it depends on nothing but the letter, so that any run can tell. Immutable. */
record Selection(LetterFilter filter, int maxRedrives) {

    /** What a group has passed that says no more than an offset. */
    static final Selection EVERYTHING = new Selection(LetterFilter.all(), Integer.MAX_VALUE);

    boolean takes(Letter letter) {
        return letter.fits(filter) && letter.refusal(maxRedrives).isEmpty();
    }

    /** Whether it certainly takes all that the other does. */
    boolean covers(Selection other) {
        return maxRedrives >= other.maxRedrives && (filter.equals(LetterFilter.all()) || filter.equals(other.filter));
    }
}
