package io.github.mistral4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A native image needs to know of all reflection: there is none but that which finds virtual threads, and that is listed. */
class NativeImageMetadataTest {

    private static final String METADATA =
            "/META-INF/native-image/io.github.mistral4j/langchain4j-mistral-provider/reachability-metadata.json";

    @Test
    void no_class_but_threads_uses_reflection() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("test-server"))
                .importPackages("io.github.mistral4j");
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.github.mistral4j.client.internal.threads.Threads")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Method.class, java.lang.reflect.Field.class, java.lang.reflect.Constructor.class)
                .check(classes);
    }

    @Test
    void json_is_bound_to_no_class_of_ours() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("test-server"))
                .importPackages("io.github.mistral4j");
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.github.mistral4j.internal.RawSchema")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .check(classes);
    }

    @Test
    void the_methods_that_are_found_by_reflection_are_listed() throws IOException {
        List<String> listed = new ArrayList<>();
        try (InputStream in = NativeImageMetadataTest.class.getResourceAsStream(METADATA)) {
            for (JsonNode type : new ObjectMapper().readTree(in).get("reflection")) {
                type.get("methods")
                        .forEach(method -> listed.add(type.get("type").asText() + "#"
                                + method.get("name").asText()));
            }
        }
        assertThat(listed)
                .containsExactlyInAnyOrder(
                        "java.lang.Thread#ofVirtual",
                        "java.lang.Thread$Builder#name",
                        "java.lang.Thread$Builder#inheritInheritableThreadLocals",
                        "dev.langchain4j.invocation.InvocationContext#builder",
                        "dev.langchain4j.invocation.InvocationContext$Builder#build",
                        "dev.langchain4j.invocation.CapturedContextSupport#captureInto",
                        "dev.langchain4j.invocation.CapturedContextSupport#restoringIn",
                        "java.lang.Thread$Builder#factory",
                        "java.util.concurrent.Executors#newThreadPerTaskExecutor");
    }
}
