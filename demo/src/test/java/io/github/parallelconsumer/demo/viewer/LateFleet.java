package io.github.parallelconsumer.demo.viewer;

/** A fleet that is known only after the viewer to which it reports. Thread-safe. */
final class LateFleet implements Fleet {

    private volatile Fleet real = Fleet.NONE;

    void become(Fleet fleet) {
        real = fleet;
    }

    @Override
    public boolean canAdd() {
        return real.canAdd();
    }

    @Override
    public void addConsumer() {
        real.addConsumer();
    }

    @Override
    public void kill(String consumerId) {
        real.kill(consumerId);
    }
}
