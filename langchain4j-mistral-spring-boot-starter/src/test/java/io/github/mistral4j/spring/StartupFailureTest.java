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
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

    private static String failure(String... properties) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            SpringApplication application = new SpringApplication(NeedsAModel.class);
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
    static class NeedsAModel {

        @Bean
        String answer(ChatModel model) {
            return model.toString();
        }
    }
}
