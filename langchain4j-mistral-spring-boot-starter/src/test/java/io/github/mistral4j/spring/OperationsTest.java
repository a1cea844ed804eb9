package io.github.mistral4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.moderation.ModerationModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the people who run an application see of the starter. */
class OperationsTest {

    private static final String P = "langchain4j.mistral-ai.";

    private final Api api = new Api();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MistralAutoConfiguration.class))
            .withPropertyValues(P + "client.base-url=" + api.url(), P + "chat-model.model-name=m");

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void there_is_no_health_indicator_unless_it_is_asked_for() {
        context.run(started -> assertThat(started).doesNotHaveBean("mistralAiHealthIndicator"));
    }

    @Test
    void health_is_up_where_the_models_are_listed_and_costs_no_prompt() {
        context.withPropertyValues("management.health.mistral-ai.enabled=true").run(started -> {
            assertThat(health(started.getBean("mistralAiHealthIndicator"))).contains("UP", "models=2");
            assertThat(api.next().getUrl().encodedPath()).isEqualTo("/v1/models");
            assertThat(api.requests()).isEqualTo(1);
        });
    }

    @Test
    void health_is_down_where_the_server_cannot_be_reached() {
        api.close();
        context.withPropertyValues("management.health.mistral-ai.enabled=true")
                .run(started -> assertThat(health(started.getBean("mistralAiHealthIndicator")))
                        .contains("DOWN"));
    }

    @Test
    void calls_are_observed_and_tokens_counted_without_their_texts() {
        context.withUserConfiguration(Metrics.class).run(started -> {
            started.getBean(ChatModel.class).chat("a secret prompt");

            MeterRegistry meters = started.getBean(MeterRegistry.class);
            assertThat(meters.get("gen_ai.client.operation")
                            .tag("gen_ai.request.model", "m")
                            .tag("gen_ai.response.model", "m-2")
                            .tag("error.type", "none")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("gen_ai.client.token.usage")
                            .tag("gen_ai.token.type", "output")
                            .summary()
                            .totalAmount())
                    .isEqualTo(2);
            assertThat(meters.getMeters().toString()).doesNotContain("secret prompt");
        });
    }

    @Test
    void embeddings_and_moderations_are_observed_as_chats_are() {
        context.withUserConfiguration(Metrics.class)
                .withPropertyValues(P + "embedding-model.model-name=e", P + "moderation-model.model-name=o")
                .run(started -> {
                    started.getBean(EmbeddingModel.class).embed("a secret text");
                    started.getBean(ModerationModel.class).moderate("a secret text");

                    MeterRegistry meters = started.getBean(MeterRegistry.class);
                    assertThat(observed(meters, "embeddings", "e", "m")).isEqualTo("1 call, 3 tokens in");
                    assertThat(observed(meters, "moderation", "o", "m-3")).isEqualTo("1 call, 3 tokens in");
                    assertThat(meters.getMeters().toString()).doesNotContain("secret text");
                });
    }

    private static String observed(MeterRegistry meters, String operation, String requested, String answered) {
        Tags tags = Tags.of(
                "gen_ai.operation.name", operation,
                "gen_ai.request.model", requested,
                "gen_ai.response.model", answered);
        return meters.get("gen_ai.client.operation").tags(tags).timer().count() + " call, "
                + (int) meters.get("gen_ai.client.token.usage")
                        .tags(tags.and("gen_ai.token.type", "input"))
                        .summary()
                        .totalAmount()
                + " tokens in";
    }

    @Test
    void a_failed_call_is_observed_with_its_kind() {
        api.close();
        context.withUserConfiguration(Metrics.class)
                .withPropertyValues(P + "client.max-retries=0")
                .run(started -> {
                    assertThatThrownBy(() -> started.getBean(ChatModel.class).chat("Hello"))
                            .isInstanceOf(RuntimeException.class);
                    assertThat(started.getBean(MeterRegistry.class)
                                    .get("gen_ai.client.operation")
                                    .timer()
                                    .getId()
                                    .getTag("error.type"))
                            .isNotEqualTo("none");
                });
    }

    @Test
    void observations_can_be_turned_off() {
        context.withUserConfiguration(Metrics.class)
                .withPropertyValues(P + "observations.enabled=false")
                .run(started -> {
                    started.getBean(ChatModel.class).chat("Hello");
                    assertThat(started.getBean(MeterRegistry.class).getMeters()).isEmpty();
                });
    }

    @Test
    void works_without_actuator_and_micrometer() {
        context.withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.actuate", "org.springframework.boot.health", "io.micrometer"))
                .run(started -> assertThat(started.getBean(ChatModel.class).chat("Hello"))
                        .isEqualTo("Hi"));
    }

    @ParameterizedTest
    @CsvSource({
        "langchain4j.mistral-ai.client.api-key, true",
        "langchain4j.mistral-ai.chat-model.apiKey, true",
        "langchain4j.mistral-ai.text-to-speech-model.api-key, true",
        "langchain4j.mistral-ai.batch-chat-model.headers.x-gateway, true",
        "langchain4j.mistral-ai.ocr-model.custom-query-params.key, true",
        "LANGCHAIN4J_MISTRALAI_STREAMINGFIMMODEL_APIKEY, true",
        "langchain4j.mistral-ai.client.headers.x-gateway, true",
        "LANGCHAIN4J_MISTRALAI_CLIENT_APIKEY, true",
        "MISTRAL_API_KEY, true",
        "langchain4j.mistral-ai.client.base-url, false",
    })
    void actuator_never_shows_a_key_or_a_header(String name, boolean hidden) {
        context.run(started -> {
            SanitizableData data =
                    started.getBean(SanitizingFunction.class).apply(new SanitizableData(null, name, "value"));
            assertThat(data.getValue()).isEqualTo(hidden ? SanitizableData.SANITIZED_VALUE : "value");
        });
    }

    @Test
    void the_configuration_metadata_is_in_the_jar() throws Exception {
        assertThat(metadata())
                .contains("\"name\": \"langchain4j.mistral-ai.chat-model.reasoning-effort\"")
                .contains("\"name\": \"langchain4j.mistral-ai.client.requests-per-second\"")
                .contains("\"name\": \"langchain4j.mistral-ai.observations.enabled\"")
                .contains("\"name\": \"management.health.mistral-ai.enabled\"")
                .contains("\"description\": \"The most requests that leave in any one second.");
    }

    @ParameterizedTest
    @CsvSource({
        "moderation-model, categories thresholds",
        "fim-model, stop stop-sequences temperature max-tokens min-tokens top-p random-seed metadata prompt-cache-key",
        "streaming-fim-model, stop temperature max-tokens min-tokens top-p random-seed",
        "ocr-model, pages table-format include-image-base64 image-limit image-min-size extract-header extract-footer "
                + "include-blocks confidence-scores-granularity document-annotation-format.name "
                + "document-annotation-format.schema document-annotation-prompt bbox-annotation-format.schema",
        "audio-transcription-model, language temperature diarize context-bias timestamp-granularities",
        "text-to-speech-model, voice ref-audio response-format expressiveness",
        "batch-chat-model, timeout-hours temperature response-format reasoning-effort",
        "batch-embedding-model, timeout-hours",
    })
    void the_configuration_metadata_describes_each_property_of_a_group(String group, String own) throws Exception {
        String metadata = metadata();
        String all =
                own + " model-name base-url api-key without-api-key headers plain-headers custom-query-params timeout"
                        + " connect-timeout first-byte-timeout idle-timeout call-timeout max-retries max-retry-duration"
                        + " requests-per-second log-requests log-responses";
        for (String property : all.split(" ")) {
            assertThat(metadata)
                    .containsPattern("\"name\": \"langchain4j.mistral-ai." + group + "\\." + property
                            + "\",\\s+\"type\": [^}]+\"description\": \"\\w");
        }
    }

    private static String metadata() throws IOException {
        String metadata = "";
        for (URL url : Collections.list(
                OperationsTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            metadata += new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8);
        }
        return metadata;
    }

    /** Its type is one of two, by the version of Spring Boot. */
    private static String health(Object indicator) throws ReflectiveOperationException {
        Method method = indicator.getClass().getMethod("health");
        method.setAccessible(true);
        return method.invoke(indicator).toString();
    }

    @Configuration(proxyBeanMethods = false)
    static class Metrics {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        ObservationRegistry observations(MeterRegistry meters) {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
            return registry;
        }
    }
}
