package io.github.parallelconsumer.config;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Where deserializers come from: the user's suppliers, or else the classes named in Kafka's settings. */
final class DeserializerSuppliers {

    private DeserializerSuppliers() {}

    static <T> Supplier<Deserializer<T>> of(
            @Nullable Supplier<? extends Deserializer<T>> given,
            KafkaSettings kafka,
            String setting,
            boolean isKey,
            Errors errors) {
        if (given != null) {
            return given::get;
        }
        var named = kafka.given(setting);
        if (named == null) {
            errors.missing(setting, "call deserializers(...) with two suppliers, or name a class in " + setting);
            return DeserializerSuppliers::none;
        }
        try {
            var type = named instanceof Class<?> c ? c : Class.forName(named.toString(), true, loader());
            var deserializer = type.asSubclass(Deserializer.class);
            Map<String, Object> settings = kafka.forConsumer();
            return () -> make(deserializer, settings, isKey);
        } catch (ClassNotFoundException | LinkageError e) {
            errors.add(setting, named, "name a class on the class path (" + e + ")");
        } catch (ClassCastException e) {
            errors.add(setting, named, "name a class that implements " + Deserializer.class.getName());
        }
        return DeserializerSuppliers::none;
    }

    @SuppressWarnings("unchecked") // the user's settings say what the class makes, as with Kafka's own consumer
    private static <T> Deserializer<T> make(Class<?> type, Map<String, Object> settings, boolean isKey) {
        var made = (Deserializer<T>) Utils.newInstance(type);
        made.configure(settings, isKey);
        return made;
    }

    private static ClassLoader loader() {
        return Utils.getContextOrKafkaClassLoader();
    }

    private static <T> Deserializer<T> none() {
        throw new KafkaException("no deserializer");
    }
}
