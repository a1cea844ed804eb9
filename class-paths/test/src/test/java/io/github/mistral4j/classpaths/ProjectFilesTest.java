package io.github.mistral4j.classpaths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether what a release is made of fits together. */
class ProjectFilesTest {

    private static final Path ROOT = Path.of("../..");
    private static final String SKIPPED = "<maven.deploy.skip>true</maven.deploy.skip>";

    /** The BOM itself, and the consumers, which are not ours. */
    private static final Set<String> NEITHER = Set.of("mistral4j-bom", "class-paths");

    @Test
    void every_module_is_in_the_bom_or_never_deployed() throws IOException {
        String bom = Files.readString(ROOT.resolve("mistral4j-bom/pom.xml"));
        List<String> modules = texts(Files.readString(ROOT.resolve("pom.xml")), "<module>([^<]+)</module>");

        assertThat(modules)
                .contains("langchain4j-mistral-provider", "benchmarks")
                .filteredOn(module -> !NEITHER.contains(module))
                .allSatisfy(module -> {
                    String pom = Files.readString(ROOT.resolve(module + "/pom.xml"));
                    boolean listed = bom.contains("<artifactId>" + module + "</artifactId>");
                    assertThat(listed).as(module).isNotEqualTo(pom.contains(SKIPPED));
                });
    }

    @Test
    void the_wrapper_checks_what_it_downloads() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties")))
                .containsPattern("distributionSha256Sum=[0-9a-f]{64}");
    }

    private static List<String> texts(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
