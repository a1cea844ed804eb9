package io.github.mistral4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.chat.BatchChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.BatchEmbeddingModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.moderation.ModerationModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.ocr.MistralOcrModel;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ReceivedRequest;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What holds for each group beside chat and embedding: when it is on, whose client it uses, that it gives way. */
class GroupRulesTest {

    private static final String P = "langchain4j.mistral-ai.";

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MistralAutoConfiguration.class));

    static Stream<Arguments> groups() {
        return Stream.of(
                Arguments.of("moderation-model", ModerationModel.class),
                Arguments.of("fim-model", LanguageModel.class),
                Arguments.of("streaming-fim-model", StreamingLanguageModel.class),
                Arguments.of("ocr-model", MistralOcrModel.class),
                Arguments.of("audio-transcription-model", AudioTranscriptionModel.class),
                Arguments.of("text-to-speech-model", TextToSpeechModel.class),
                Arguments.of("batch-chat-model", BatchChatModel.class),
                Arguments.of("batch-embedding-model", BatchEmbeddingModel.class));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void a_group_is_off_without_a_key(String group, Class<?> type) {
        context.withPropertyValues(P + group + ".model-name=m")
                .run(started ->
                        assertThat(started).hasNotFailed().doesNotHaveBean(type).doesNotHaveBean(MistralClient.class));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void a_group_is_off_when_only_the_client_is_set_up(String group, Class<?> type) {
        context.withPropertyValues(P + "client.api-key=k", P + group + ".timeout=5s")
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(type));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void a_group_is_on_when_it_has_a_key_of_its_own(String group, Class<?> type) {
        context.withPropertyValues(P + group + ".api-key=k")
                .run(started -> assertThat(started).hasSingleBean(type).doesNotHaveBean(MistralClient.class));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void a_group_is_on_when_it_names_a_model_and_there_is_a_client(String group, Class<?> type) {
        context.withPropertyValues(P + "client.api-key=k", P + group + ".model-name=m")
                .run(started -> assertThat(started).hasSingleBean(type).hasSingleBean(MistralClient.class));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void a_model_of_the_application_is_the_only_one(String group, Class<?> type) {
        withOwn(context, type)
                .withPropertyValues(P + "client.api-key=k", P + group + ".model-name=m")
                .run(started ->
                        assertThat(started).hasSingleBean(type).getBean(type).isSameAs(started.getBean("theirs")));
    }

    private static <T> ApplicationContextRunner withOwn(ApplicationContextRunner context, Class<T> type) {
        Object theirs = type.isInterface()
                ? Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null)
                : MistralOcrModel.builder().apiKey("theirs").build();
        return context.withBean("theirs", type, () -> type.cast(theirs));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void a_key_is_in_no_text_of_the_properties(String group, Class<?> type) {
        context.withPropertyValues(P + group + ".api-key=very-secret", P + group + ".headers.x-gateway=very-secret")
                .run(started -> {
                    assertThat(started.getBean(MistralProperties.class).toString())
                            .doesNotContain("very-secret");
                    assertThat(started.getBean(ModelOptions.class).toString()).doesNotContain("very-secret");
                    assertThat(started.getBean(type).toString()).doesNotContain("very-secret");
                });
    }

    @Test
    void groups_share_the_client_but_for_one_that_has_a_key_of_its_own() {
        try (MistralTestServer server = MistralTestServer.builder().anyApiKey().start()) {
            context.withPropertyValues(
                            P + "client.base-url=" + server.baseUrl(),
                            P + "client.api-key=common",
                            P + "moderation-model.model-name=mistral-moderation-latest",
                            P + "fim-model.api-key=own")
                    .run(started -> {
                        started.getBean(ModerationModel.class).moderate("Hello");
                        started.getBean(LanguageModel.class).generate("def f(");
                        assertThat(server.requests())
                                .extracting((ReceivedRequest request) -> request.header("Authorization"))
                                .containsExactly("Bearer common", "Bearer own");
                    });
        }
    }

    @Test
    void the_other_models_work_without_langchain4js_experimental_interfaces() {
        context.withClassLoader(new FilteredClassLoader(
                        AudioTranscriptionModel.class,
                        TextToSpeechModel.class,
                        BatchChatModel.class,
                        BatchEmbeddingModel.class))
                .withPropertyValues(
                        P + "client.api-key=k",
                        P + "chat-model.model-name=m",
                        P + "moderation-model.model-name=m",
                        P + "batch-chat-model.model-name=m",
                        P + "text-to-speech-model.model-name=m")
                .run(started -> assertThat(started)
                        .hasSingleBean(ChatModel.class)
                        .hasSingleBean(ModerationModel.class)
                        .doesNotHaveBean("mistralAiBatchChatModel")
                        .doesNotHaveBean("mistralAiTextToSpeechModel"));
    }
}
