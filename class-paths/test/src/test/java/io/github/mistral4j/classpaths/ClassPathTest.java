package io.github.mistral4j.classpaths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each consumer beside this module is an application's pom; Maven has written down the class path that it gets. */
class ClassPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "core-first",
                "boot-3.3",
                "boot-3.4",
                "boot-3.5",
                "boot-4.0",
                "quarkus-3.20",
                "quarkus-3.27",
                "quarkus-3.33",
                "openai-with-bom"
            })
    void works_on_the_versions_of(String consumer) throws Exception {
        assertThat(run(consumer)).containsExactly("works");
    }

    @ParameterizedTest
    @CsvSource({
        "openai-first, okhttp-jvm 5.3 or newer, 4.12.0 in okhttp-4.12.0.jar",
        "jackson-2.16, jackson-core 2.17 or newer, 2.16.2 in jackson-core-2.16.2.jar",
        "okio-3.9, okio-jvm 3.13 or newer, an older one in okio-jvm-3.9.0.jar",
        "kotlin-1.8, kotlin-stdlib 1.9 or newer, 1.8.22 in kotlin-stdlib-1.8.22.jar",
    })
    void says_in_one_line_which_version_of_what_is_needed(String consumer, String needed, String found)
            throws Exception {
        assertThat(run(consumer))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(needed, "but finds " + found, "dependencyManagement", "mistral4j-bom"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "core-first"})
    void all_of_jackson_is_of_one_release(String consumer) throws IOException {
        Matcher jars = Pattern.compile("jackson-(?:core|databind|annotations)-(\\d+\\.\\d+)")
                .matcher(classPath(consumer));

        assertThat(jars.results().map(match -> match.group(1)).toList())
                .hasSize(3)
                .containsOnly("2.22");
    }

    @Test
    void the_bom_names_the_version_of_okhttp_that_the_provider_is_built_with() throws IOException {
        String used = Pattern.compile("okhttp-jvm-([0-9.]+)\\.jar")
                .matcher(classPath("plain"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(Files.readString(Path.of("../../mistral4j-bom/pom.xml")))
                .contains("<artifactId>okhttp</artifactId>\n        <version>" + used)
                .contains("<artifactId>okhttp-jvm</artifactId>\n        <version>" + used);
    }

    private static String classPath(String consumer) throws IOException {
        return Files.readString(Path.of("..", consumer, "target", "classpath"));
    }

    /** What the program prints, without what SLF4J says of the binding that is not there. */
    private static List<String> run(String consumer) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Path.of("target"), consumer, ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        Path.of("target", "test-classes") + File.pathSeparator + classPath(consumer),
                        Probe.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> !line.startsWith("SLF4J")).toList();
        }
    }
}
