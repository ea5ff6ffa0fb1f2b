package io.github.parallelconsumer.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** The main class of every forked JVM: watches the parent, then runs the class asked for. Runs in a child only. */
final class ForkedMain {
    private ForkedMain() {}

    public static void main(String[] args) throws Throwable {
        ParentWatch.start();
        Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
