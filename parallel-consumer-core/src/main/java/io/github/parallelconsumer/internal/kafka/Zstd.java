package io.github.parallelconsumer.internal.kafka;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Expands zstd frames with the library that Kafka's client brings along for its own use. It is called by name, since it is
 * not among this library's dependencies, and Kafka's classes around it move from version to version. Immutable.
 */
public final class Zstd {

    private static final String STREAM = "com.github.luben.zstd.ZstdInputStreamNoFinalizer";
    /** Frames that want more than 8 MB of memory to be expanded are refused; writers of offset maps need 2 MB. */
    private static final int MOST_WINDOW_LOG = 23;

    private Zstd() {}

    /**
     * Expands one frame.
     *
     * @param start where it starts in the source
     * @throws IOException if it is none, is cut off, or has more than {@code most} bytes in it, or if the library is absent
     */
    public static byte[] expand(byte[] source, int start, int most) throws IOException {
        if (start >= source.length) {
            throw new IOException("it is empty");
        }
        try (var stream = open(new ByteArrayInputStream(source, start, source.length - start))) {
            stream.getClass().getMethod("setLongMax", int.class).invoke(stream, MOST_WINDOW_LOG);
            byte[] expanded = stream.readNBytes(most + 1);
            if (expanded.length > most) {
                throw new IOException("there are more than " + most + " bytes in it");
            }
            return expanded;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new IOException("zstd-jni cannot be used: " + e, e);
        }
    }

    private static InputStream open(InputStream source) throws ReflectiveOperationException {
        return Class.forName(STREAM, true, KafkaConsumer.class.getClassLoader())
                .asSubclass(InputStream.class)
                .getConstructor(InputStream.class)
                .newInstance(source);
    }
}
