package io.github.parallelconsumer.it;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Confluent's Parallel Consumer over an ordinary consumer; called by name, since it is not on the class path of the tests.
 * Handles records in any order. Confined to the main thread of a child JVM.
 */
final class Confluent {

    private static final String PACKAGE = "io.confluent.parallelconsumer.";

    private final Object options;

    Confluent(KafkaConsumer<String, String> consumer) throws ReflectiveOperationException {
        options = type("ParallelConsumerOptions").getMethod("builder").invoke(null);
        with("consumer", org.apache.kafka.clients.consumer.Consumer.class, consumer);
        var orderings = type("ParallelConsumerOptions$ProcessingOrder");
        with("ordering", orderings, orderings.getField("UNORDERED").get(null));
    }

    /** Sets one of its options. */
    Confluent with(String option, Class<?> type, Object value) throws ReflectiveOperationException {
        call(options, option, type, value);
        return this;
    }

    /** Starts to consume, on its own threads. */
    Running start(String topic, Consumer<ConsumerRecord<String, String>> handler) throws ReflectiveOperationException {
        var optionsType = type("ParallelConsumerOptions");
        var processor = type("ParallelStreamProcessor")
                .getMethod("createEosStreamProcessor", optionsType)
                .invoke(null, options.getClass().getMethod("build").invoke(options));
        call(processor, "subscribe", Collection.class, List.of(topic));
        Consumer<Object> each = context -> handler.accept(record(context));
        call(processor, "poll", Consumer.class, each);
        return new Running(processor);
    }

    /** One that consumes. */
    record Running(Object processor) {

        void close() throws ReflectiveOperationException {
            call(processor, "closeDontDrainFirst", Duration.class, Duration.ofSeconds(20));
        }
    }

    static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name);
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<String, String> record(Object context) {
        try {
            return (ConsumerRecord<String, String>)
                    type("PollContext").getMethod("getSingleConsumerRecord").invoke(context);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("PollContext is another one", e);
        }
    }

    private static void call(Object target, String method, Class<?> parameter, Object argument)
            throws ReflectiveOperationException {
        try {
            var found = target.getClass().getMethod(method, parameter);
            found.trySetAccessible();
            found.invoke(target, argument);
        } catch (InvocationTargetException e) {
            throw new LinkageError(method + " failed", e.getCause());
        }
    }
}
