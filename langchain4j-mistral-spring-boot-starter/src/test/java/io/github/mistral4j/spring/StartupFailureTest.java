package io.github.mistral4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.model.chat.ChatModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** What a person reads when the application does not start. */
class StartupFailureTest {

    private static final String P = "--langchain4j.mistral-ai.";

    @Test
    void a_model_that_has_a_name_but_no_key_is_told_with_the_property_to_set() {
        assertThat(failure(P + "chat-model.model-name=m"))
                .contains("APPLICATION FAILED TO START")
                .contains("chat-model has a model-name, but no key")
                .contains("Set langchain4j.mistral-ai.client.api-key");
    }

    @Test
    void a_wrong_url_is_told_with_the_property_to_set() {
        assertThat(failure(
                        P + "chat-model.model-name=m",
                        P + "client.api-key=very-secret",
                        P + "client.base-url=api.mistral.ai"))
                .contains("APPLICATION FAILED TO START")
                .contains("Set langchain4j.mistral-ai.client.base-url")
                .contains("https://api.mistral.ai/v1")
                .doesNotContain("very-secret");
    }

    @Test
    void a_server_that_needs_a_key_is_told_when_there_is_none() {
        assertThat(failure(P + "chat-model.model-name=m", P + "client.base-url=https://gateway.example.com/v1"))
                .contains("apiKey is missing")
                .contains("client.without-api-key");
    }

    @Test
    void a_value_out_of_range_is_told_with_its_group() {
        assertThat(failure(
                        P + "chat-model.model-name=m",
                        P + "client.api-key=very-secret",
                        P + "chat-model.temperature=9"))
                .contains("chat-model cannot be built")
                .contains("temperature")
                .doesNotContain("very-secret");
    }

    @ParameterizedTest
    @MethodSource("io.github.mistral4j.spring.GroupRulesTest#groups")
    void each_model_that_has_a_name_but_no_key_is_told_with_the_property_to_set(String group, Class<?> type) {
        assertThat(failureOf(type, P + group + ".model-name=m"))
                .contains("There is no " + type.getSimpleName() + ": langchain4j.mistral-ai." + group
                        + " has a model-name, but no key")
                .contains("Set langchain4j.mistral-ai.client.api-key")
                .contains("or langchain4j.mistral-ai." + group + ".api-key");
    }

    @ParameterizedTest
    @CsvSource({
        "moderation-model, thresholds.pii=2, threshold",
        "fim-model, temperature=9, temperature",
        "streaming-fim-model, top-p=0, topP",
        "ocr-model, document-annotation-format.name=bill, schema",
        "ocr-model, document-annotation-format.schema=classpath:none.json, none.json",
        "batch-chat-model, temperature=9, temperature",
        "batch-chat-model, timeout-hours=169, timeoutHours",
        "batch-embedding-model, timeout-hours=0, timeoutHours",
    })
    void a_value_that_cannot_be_is_told_with_its_group(String group, String property, String named) {
        assertThat(failureOf(MistralClients.class, P + group + ".api-key=very-secret", P + group + "." + property))
                .contains(group + " cannot be built")
                .contains(named)
                .doesNotContain("very-secret");
    }

    private static String failure(String... properties) {
        return failureOf(ChatModel.class, properties);
    }

    private static String failureOf(Class<?> needed, String... properties) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            SpringApplication application = new SpringApplication(Models.class);
            application.addInitializers(context -> ((GenericApplicationContext) context)
                    .registerBean(
                            "answer",
                            String.class,
                            () -> context.getBean(needed).toString()));
            application.setWebApplicationType(WebApplicationType.NONE);
            String[] arguments = Stream.concat(
                            Arrays.stream(properties),
                            Stream.of(
                                    "--spring.main.banner-mode=off",
                                    "--spring.config.location=optional:classpath:/none/"))
                    .toArray(String[]::new);
            assertThat(catchThrowable(() -> application.run(arguments))).isNotNull();
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MistralAutoConfiguration.class)
    static class Models {}
}
