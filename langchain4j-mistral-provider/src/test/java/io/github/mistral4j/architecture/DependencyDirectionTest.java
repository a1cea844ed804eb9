package io.github.mistral4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Models use the mapping, the mapping uses the client, the client its rooms and the wire types; nothing points back. */
@AnalyzeClasses(packages = "io.github.mistral4j", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyDirectionTest {

    @ArchTest
    static final ArchRule dependencies_point_from_the_models_to_the_wire = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("models")
            .definedBy(
                    "io.github.mistral4j",
                    "io.github.mistral4j.responses..",
                    "io.github.mistral4j.completion..",
                    "io.github.mistral4j.moderation..",
                    "io.github.mistral4j.audio..",
                    "io.github.mistral4j.ocr..",
                    "io.github.mistral4j.batch..")
            .layer("internal")
            .definedBy("io.github.mistral4j.internal..")
            .layer("client")
            .definedBy("io.github.mistral4j.client")
            .layer("json")
            .definedBy("io.github.mistral4j.client.internal.json")
            .layer("calls")
            .definedBy("io.github.mistral4j.client.internal.calls")
            .layer("endpoints")
            .definedBy("io.github.mistral4j.client.internal.endpoints")
            .layer("pace")
            .definedBy("io.github.mistral4j.client.internal.pace")
            .layer("net")
            .definedBy("io.github.mistral4j.client.internal.net")
            .layer("limit")
            .definedBy("io.github.mistral4j.client.internal.limit")
            .layer("threads")
            .definedBy("io.github.mistral4j.client.internal.threads")
            .layer("secrets")
            .definedBy("io.github.mistral4j.client.internal.secrets")
            .layer("api")
            .definedBy("io.github.mistral4j.client.api")
            .whereLayer("internal")
            .mayOnlyBeAccessedByLayers("models")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("models", "internal")
            .whereLayer("calls")
            .mayOnlyBeAccessedByLayers("client")
            .whereLayer("json")
            .mayOnlyBeAccessedByLayers("client", "calls", "endpoints", "internal", "net")
            .whereLayer("endpoints")
            .mayOnlyBeAccessedByLayers("client", "calls", "internal")
            .whereLayer("net")
            .mayOnlyBeAccessedByLayers("client", "calls")
            .whereLayer("limit")
            .mayOnlyBeAccessedByLayers("client", "internal", "json", "net")
            .whereLayer("threads")
            .mayOnlyBeAccessedByLayers("client", "limit", "net")
            .whereLayer("secrets")
            .mayOnlyBeAccessedByLayers("client", "calls", "net")
            .whereLayer("pace")
            .mayOnlyBeAccessedByLayers("client")
            .withOptionalLayers(true);

    @ArchTest
    static final ArchRule the_rooms_have_no_circles =
            slices().matching("io.github.mistral4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pacing_knows_nothing_of_http_and_json = noClasses()
            .that()
            .resideInAPackage("io.github.mistral4j.client.internal.pace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..", "com.fasterxml..", "io.github.mistral4j.client");

    @ArchTest
    static final ArchRule time_limits_know_nothing_of_http_and_json = noClasses()
            .that()
            .resideInAPackage("io.github.mistral4j.client.internal.limit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "okio..", "com.fasterxml..", "io.github.mistral4j.client");

    @ArchTest
    static final ArchRule the_client_knows_nothing_of_langchain4j = noClasses()
            .that()
            .resideInAPackage("io.github.mistral4j.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.langchain4j..");

    @ArchTest
    static final ArchRule the_internals_of_langchain4j_are_left_alone =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.langchain4j.internal..");

    @ArchTest
    static final ArchRule classes_are_final_unless_made_for_extension = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .should(new FinalOrAbstract());
}
