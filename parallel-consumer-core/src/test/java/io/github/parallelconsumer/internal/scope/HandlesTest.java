package io.github.parallelconsumer.internal.scope;

import static java.lang.invoke.MethodType.methodType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HandlesTest {

    /** The static {@code open} in its two shapes so far, and methods that must not be taken for it. */
    public interface Shapes {
        static String open(Shapes joiner) {
            return "one argument";
        }

        static String open(Shapes joiner, Runnable other) {
            return "another second argument";
        }

        static String open(Shapes joiner, Function<String, String> configure) {
            return configure.apply("function");
        }

        static String openNext(Shapes joiner, UnaryOperator<String> configure) {
            return configure.apply("operator");
        }
    }

    @Test
    void method_secondParameterIsFunctionOrUnaryOperator_takesAUnaryOperator() throws Throwable {
        var type = methodType(Object.class, Object.class, UnaryOperator.class);
        UnaryOperator<String> configure = shape -> "configured by " + shape;
        Object joiner = new Shapes() {};

        Object first = (Object) Handles.method(Shapes.class, "open", type).invokeExact(joiner, configure);
        Object second = (Object) Handles.method(Shapes.class, "openNext", type).invokeExact(joiner, configure);

        assertThat(first).isEqualTo("configured by function");
        assertThat(second).isEqualTo("configured by operator");
    }

    @Test
    void method_noneFits_saysWhatWasSought() {
        assertThatThrownBy(() -> Handles.method(Shapes.class, "shut", methodType(void.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Shapes.shut");
    }

    @Test
    void constructor_noneFits_saysWhatWasSought() {
        assertThatThrownBy(() -> Handles.constructor(Object.class, methodType(Object.class, String.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void type_unknown_saysWhichIsMissing() {
        assertThatThrownBy(() -> Handles.type("java.util.concurrent.Nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.util.concurrent.Nothing");
    }
}
