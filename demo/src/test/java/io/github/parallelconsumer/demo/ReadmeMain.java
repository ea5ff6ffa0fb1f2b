package io.github.parallelconsumer.demo;

/** Runs the program of README.md, which is not on this class path when this is compiled. Runs in a forked JVM only. */
final class ReadmeMain {

    private ReadmeMain() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Class.forName("OrdersApp").getMethod("main", String[].class).invoke(null, (Object) args);
    }
}
