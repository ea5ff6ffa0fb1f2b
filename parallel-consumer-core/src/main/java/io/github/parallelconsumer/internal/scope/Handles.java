package io.github.parallelconsumer.internal.scope;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/**
 * Finds members of the JDK's structured concurrency API by name, so that no code names a type that is preview
 * or has another shape in the next release.
 * Thread-safe: holds no state.
 */
final class Handles {
    private Handles() {}

    static Class<?> scopeType() {
        return type("java.util.concurrent.StructuredTaskScope");
    }

    static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("This JDK has no " + name, e);
        }
    }

    /** The constructor with the parameters of this type, adapted to return its return type. */
    static MethodHandle constructor(Class<?> owner, MethodType type) {
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(owner, type.changeReturnType(void.class))
                    .asType(type);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("No constructor of " + owner.getName() + " takes " + type, e);
        }
    }

    /**
     * The public method of that name whose parameters, the receiver first unless it is static, accept those of
     * the type; adapted to exactly that type.
     */
    static MethodHandle method(Class<?> owner, String name, MethodType type) {
        Method found = Arrays.stream(owner.getMethods())
                .filter(method -> method.getName().equals(name) && accepts(method, type))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + owner.getName() + "." + name + " takes " + type));
        try {
            return MethodHandles.publicLookup().unreflect(found).asType(type);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(found + " is not accessible", e);
        }
    }

    /** Hands on what a handle has thrown; none of those bound here throws a checked exception but join. */
    static RuntimeException unchecked(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        return t instanceof RuntimeException runtime ? runtime : new IllegalStateException(t);
    }

    private static boolean accepts(Method method, MethodType type) {
        int receiver = Modifier.isStatic(method.getModifiers()) ? 0 : 1;
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length + receiver != type.parameterCount()) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            Class<?> argument = type.parameterType(i + receiver);
            // An argument known only as Object is one of the API's own types, which no code here can name.
            if (argument != Object.class && !parameters[i].isAssignableFrom(argument)) {
                return false;
            }
        }
        return true;
    }
}
