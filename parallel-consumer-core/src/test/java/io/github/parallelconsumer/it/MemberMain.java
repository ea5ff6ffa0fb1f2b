package io.github.parallelconsumer.it;

import io.github.parallelconsumer.ParallelConsumer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A member of a test's group that says on its standard output what its handlers do, each event with one write to the file
 * behind it, which outlives a kill. Closes on SIGTERM. Runs in a child JVM.
 */
final class MemberMain {

    /** Without a buffer: what is written is in the file. */
    private static final FileOutputStream STDOUT = new FileOutputStream(FileDescriptor.out);

    private MemberMain() {}

    public static void main(String[] args) throws InterruptedException {
        var group = Group.of(args);
        var member = args[6];
        var busy = RecordingHandler.busyFor(Long.parseLong(args[7]));
        var work = args.length > 8 ? RecordingHandler.holding(Long.parseLong(args[8]), busy) : busy;
        var handler = new RecordingHandler(member, event -> print(event.toLine()), work);
        var config = group.config(member)
                .observer(new HandoverObserver(member, handover -> print(handover.toLine())))
                .closeOnJvmShutdown()
                .build();
        try (var consumer = ParallelConsumer.start(config, handler)) {
            consumer.awaitTermination();
        }
    }

    private static void print(String line) {
        try {
            STDOUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
