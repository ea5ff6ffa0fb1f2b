package io.github.parallelconsumer.demo.viewer;

/** The processes that the buttons of the page may start and kill. Thread-safe: called from web server threads. */
public interface Fleet {

    /** Nothing to start or kill: a viewer on its own. */
    Fleet NONE = new Fleet() {

        @Override
        public boolean canAdd() {
            return false;
        }

        @Override
        public void addConsumer() {
            throw new IllegalStateException("this viewer was started on its own and cannot start processes");
        }

        @Override
        public void kill(String consumerId) {
            throw new IllegalStateException("this viewer was started on its own and cannot kill processes");
        }
    };

    /** Whether there is something to start and kill. */
    boolean canAdd();

    /**
     * Starts another consumer.
     *
     * @throws IllegalStateException if there cannot be one more; the page shows its message
     */
    void addConsumer();

    /**
     * Kills a consumer's process at once, as SIGKILL does.
     *
     * @throws IllegalStateException if it is not one of its own; the page shows its message
     */
    void kill(String consumerId);
}
