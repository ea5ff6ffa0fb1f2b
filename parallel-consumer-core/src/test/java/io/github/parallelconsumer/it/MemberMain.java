package io.github.parallelconsumer.it;

import io.github.parallelconsumer.ParallelConsumer;

/**
 * A member of a test's group that says on its standard output what its handlers do. Closes on SIGTERM. Runs in a child JVM.
 */
final class MemberMain {

    private MemberMain() {}

    public static void main(String[] args) throws InterruptedException {
        var group = Group.of(args);
        var member = args[6];
        var busy = RecordingHandler.busyFor(Long.parseLong(args[7]));
        var work = args.length > 8 ? RecordingHandler.holding(Long.parseLong(args[8]), busy) : busy;
        var handler = new RecordingHandler(member, event -> Stdout.line(event.toLine()), work);
        var config = group.config(member)
                .observer(new HandoverObserver(member, handover -> Stdout.line(handover.toLine())))
                .closeOnJvmShutdown()
                .build();
        try (var consumer = ParallelConsumer.start(config, handler)) {
            consumer.awaitTermination();
        }
    }
}
