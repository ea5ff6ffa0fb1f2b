package io.github.parallelconsumer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSearchTest {

    @TempDir
    private Path directory;

    private Path root;
    private Path userHome;

    @BeforeEach
    void makeDirectories() {
        root = directory.resolve("root");
        userHome = directory.resolve("home");
    }

    @Test
    void homes_everyUsualPlace_areFound() throws IOException {
        java(root.resolve("usr/lib/jvm/jdk-17"), "17.0.15");
        java(root.resolve("opt/java/openjdk"), "21.0.1");
        java(userHome.resolve(".jdks/openjdk-22"), "22");
        java(userHome.resolve(".sdkman/candidates/java/23-tem"), "23.0.2");
        java(root.resolve("Library/Java/JavaVirtualMachines/jdk-24/Contents/Home"), "24.0.1");
        java(userHome.resolve("Library/Java/JavaVirtualMachines/jdk-25/Contents/Home"), "25");
        java(directory.resolve("a"), "26");
        java(directory.resolve("b"), "27");
        java(directory.resolve("c"), "28");

        var homes = search(Map.of(
                        "JDK26_HOME", directory.resolve("a").toString(),
                        "JAVA_HOME", directory.resolve("b").toString(),
                        "JAVA_HOME_28_X64", directory.resolve("c").toString(),
                        "PATH", "/nowhere"))
                .homes();

        assertThat(homes)
                .extracting(home -> home.version().feature())
                .containsExactlyInAnyOrder(17, 21, 22, 23, 24, 25, 26, 27, 28);
    }

    @Test
    void homes_sameJavaByTwoNames_isFoundOnce() throws IOException {
        var home = java(root.resolve("usr/lib/jvm/jdk-21"), "21.0.12");
        Files.createSymbolicLink(root.resolve("usr/lib/jvm/default-java"), home);

        assertThat(search(Map.of("JAVA21_HOME", home.toString())).homes()).hasSize(1);
    }

    @Test
    void homes_whatIsNoJava_isPassedOver() throws IOException {
        Files.createDirectories(root.resolve("usr/lib/jvm/empty"));
        java(root.resolve("usr/lib/jvm/eight"), "1.8.0_412");
        Files.delete(java(root.resolve("usr/lib/jvm/no-release"), "21").resolve("release"));
        Files.delete(java(root.resolve("usr/lib/jvm/no-program"), "21").resolve("bin/java"));

        assertThat(search(Map.of("JAVA_HOME", "/no/such/directory", "JDK21_HOME", ""))
                        .homes())
                .isEmpty();
    }

    @Test
    void best_javaHomeIsNewEnough_isTakenBeforeNewerOnes() throws IOException {
        var home = java(directory.resolve("chosen"), "21.0.12");
        java(root.resolve("usr/lib/jvm/jdk-25"), "25.0.3");

        assertThat(JavaSearch.best(search(Map.of()).homes(), home.toString()))
                .hasValueSatisfying(best -> assertThat(best.version().feature()).isEqualTo(21));
    }

    @Test
    void best_javaHomeIsTooOld_isTheNewest() throws IOException {
        var home = java(directory.resolve("old"), "17.0.15");
        java(root.resolve("usr/lib/jvm/jdk-21"), "21.0.12");
        java(root.resolve("usr/lib/jvm/jdk-25"), "25.0.3");

        assertThat(JavaSearch.best(search(Map.of()).homes(), home.toString()))
                .hasValueSatisfying(best -> assertThat(best.version().feature()).isEqualTo(25));
    }

    @Test
    void message_nothingNewEnough_saysNeedFindingsAndCommandInOneLine() throws IOException {
        var old = java(root.resolve("usr/lib/jvm/jdk-17"), "17.0.15");
        var found = search(Map.of()).homes();

        assertThat(JavaSearch.best(found, null)).isEmpty();
        assertThat(NoJava.message(
                        "demo",
                        Runtime.Version.parse("11.0.2"),
                        found,
                        Path.of("demo.jar"),
                        List.of("verify", "--keys", "5")))
                .doesNotContain("\n")
                .startsWith("demo: ")
                .contains("needs Java 21 or later", "this is Java 11.0.2", "Java 17.0.15 (" + old)
                .endsWith("/path/to/jdk-21/bin/java -jar demo.jar verify --keys 5");
    }

    private JavaSearch search(Map<String, String> environment) {
        return new JavaSearch(environment, root, userHome);
    }

    private static Path java(Path home, String version) throws IOException {
        var program = Files.createDirectories(home.resolve("bin")).resolve("java");
        assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home.toRealPath();
    }
}
