package io.github.parallelconsumer.demo;

import io.github.parallelconsumer.tools.cli.OneLineErrors;
import io.github.parallelconsumer.tools.cli.RedriveCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Checks commands of a document without running them. Stateless. */
final class DocCheck {

    private static final Set<String> GOALS = Set.of("test", "package", "verify", "install", "spotless:apply");
    private static final Set<String> COMPOSE = Set.of("build", "config", "down", "kill", "logs", "ps", "stop", "up");
    private static final Set<String> FILTERS = Set.of("grep", "head", "tail");

    private DocCheck() {}

    /** What is wrong with a script, nothing if it would run. */
    static List<String> problems(String script) throws IOException, InterruptedException {
        var problems = new ArrayList<String>();
        if (exitStatus(List.of("bash", "-n", "-c", script)) != 0) {
            problems.add("bash cannot read it");
        }
        for (var command : DocCommand.of(script)) {
            var problem = problem(command);
            if (!problem.isEmpty()) {
                problems.add(String.join(" ", command) + ": " + problem);
            }
        }
        return problems;
    }

    private static String problem(List<String> command) throws IOException, InterruptedException {
        var rest = command.subList(1, command.size());
        if (command.getFirst().equals("./mvnw")) {
            return maven(rest);
        }
        if (command.size() > 2 && command.subList(0, 2).equals(List.of("java", "-jar"))) {
            return jar(command.get(2), command.subList(3, command.size()));
        }
        if (command.size() > 2 && command.subList(0, 2).equals(List.of("docker", "compose"))) {
            int first = command.get(2).equals("--profile") && command.size() > 4 ? 4 : 2;
            return compose(command.get(first), command.subList(first + 1, command.size()));
        }
        return FILTERS.contains(command.getFirst()) ? "" : "this test cannot check it; run it, or teach this test how";
    }

    /** Maven reads all options before it prints its version. Goals are checked by name: to run them is what a build does. */
    private static String maven(List<String> arguments) throws IOException, InterruptedException {
        for (var argument : arguments) {
            if (!argument.startsWith("-")
                    && !GOALS.contains(argument)
                    && !Files.exists(DocText.PROJECT.resolve(argument))) {
                return argument + " is neither a goal that this test knows nor a module";
            }
        }
        var command = new ArrayList<>(List.of("./mvnw", "--version"));
        command.addAll(arguments);
        return exitStatus(command) == 0 ? "" : "Maven does not take these options";
    }

    private static String jar(String jar, List<String> arguments) {
        var tools = "parallel-consumer-tools/target/parallel-consumer-tools.jar";
        try {
            if (jar.equals("demo/target/parallel-consumer-demo.jar")) {
                Demo.commandLine().parseArgs(arguments.toArray(String[]::new));
            } else if (jar.equals(tools) && arguments.getFirst().equals("redrive")) {
                new CommandLine(new RedriveCommand())
                        .parseArgs(arguments.stream().skip(1).toArray(String[]::new));
            } else {
                return "this build makes no such jar, or it has no such command";
            }
            return "";
        } catch (ParameterException e) {
            return OneLineErrors.line(e.getMessage());
        }
    }

    private static String compose(String command, List<String> arguments) throws IOException {
        var services = ComposeFile.read().services();
        for (var argument : arguments) {
            if (!argument.startsWith("-") && !services.containsKey(argument)) {
                return argument + " is no service of docker-compose.yml";
            }
        }
        return COMPOSE.contains(command) ? "" : "docker compose has no such command that this test knows";
    }

    static int exitStatus(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(DocText.PROJECT.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("still runs: " + command);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
