package io.github.parallelconsumer.it;

/** What handlers did with hundreds of thousands of records. Confined to the test's thread. */
final class Deliveries {

    private final OffsetSets started = new OffsetSets();
    private final OffsetSets done = new OffsetSets();

    void add(Event event) {
        switch (event.kind()) {
            case STARTED -> started.add(event.delivery());
            case DONE -> done.add(event.delivery());
            case FAILED -> throw new AssertionError("no handler fails: " + event);
        }
    }

    void addAll(Deliveries others) {
        started.addAll(others.started);
        done.addAll(others.done);
    }

    OffsetSets started() {
        return started;
    }

    OffsetSets done() {
        return done;
    }
}
