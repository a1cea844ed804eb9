package io.github.mistral4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.micrometer.context.ContextRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class MistralAutoConfigurationTest {

    private static final String P = "langchain4j.mistral-ai.";

    private final Api api = new Api();
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MistralAutoConfiguration.class));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void without_a_key_there_is_no_model_and_no_client() {
        context.withPropertyValues(P + "chat-model.model-name=m")
                .run(started -> assertThat(started)
                        .hasNotFailed()
                        .doesNotHaveBean(ChatModel.class)
                        .doesNotHaveBean(MistralClient.class));
    }

    @Test
    void the_properties_of_langchain4js_starter_reach_the_server() {
        context.withPropertyValues(
                        P + "chat-model.base-url=" + api.url(),
                        P + "chat-model.api-key=secret-key",
                        P + "chat-model.model-name=ministral-3b-latest",
                        P + "chat-model.temperature=0.7",
                        P + "chat-model.top-p=0.9",
                        P + "chat-model.max-tokens=20",
                        P + "chat-model.safe-prompt=true",
                        P + "chat-model.random-seed=7",
                        P + "chat-model.response-format=json",
                        P + "chat-model.stop-sequences=END,STOP",
                        P + "chat-model.frequency-penalty=0.1",
                        P + "chat-model.presence-penalty=0.2",
                        P + "chat-model.timeout=30s",
                        P + "chat-model.log-requests=true",
                        P + "chat-model.log-responses=true",
                        P + "chat-model.max-retries=1",
                        P + "chat-model.supported-capabilities=RESPONSE_FORMAT_JSON_SCHEMA")
                .run(started -> {
                    assertThat(started).hasBean("mistralAiChatModel").hasSingleBean(MistralChatModel.class);
                    ChatModel model = started.getBean(ChatModel.class);
                    assertThat(model.chat("Hello, in JSON")).isEqualTo("Hi");
                    assertThat(model.supportedCapabilities()).containsExactly(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
                    RecordedRequest request = api.next();
                    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer secret-key");
                    assertThat(request.getBody().utf8())
                            .contains(
                                    "\"model\":\"ministral-3b-latest\"",
                                    "\"temperature\":0.7",
                                    "\"top_p\":0.9",
                                    "\"max_tokens\":20",
                                    "\"safe_prompt\":true",
                                    "\"random_seed\":7",
                                    "\"type\":\"json_object\"",
                                    "\"stop\":[\"END\",\"STOP\"]",
                                    "\"frequency_penalty\":0.1",
                                    "\"presence_penalty\":0.2");
                });
    }

    @Test
    void the_new_properties_reach_the_server_too() {
        context.withPropertyValues(
                        P + "client.base-url=" + api.url(),
                        P + "client.headers.x-team=blue",
                        P + "chat-model.model-name=m",
                        P + "chat-model.response-format.type=json",
                        P + "chat-model.reasoning-effort=high",
                        P + "chat-model.prompt-cache-key=book",
                        P + "chat-model.service-tier=auto",
                        P + "chat-model.metadata.tenant=7",
                        P + "chat-model.extra-body.route=eu",
                        P + "chat-model.top-k=5",
                        P + "chat-model.min-tokens=2",
                        P + "client.custom-query-params.version=7")
                .run(started -> {
                    started.getBean(ChatModel.class).chat("Hello");
                    RecordedRequest request = api.next();
                    assertThat(request.getHeaders().get("x-team")).isEqualTo("blue");
                    assertThat(request.getBody().utf8())
                            .contains(
                                    "\"type\":\"json_object\"",
                                    "\"reasoning_effort\":\"high\"",
                                    "\"prompt_cache_key\":\"book\"",
                                    "\"service_tier\":\"auto\"",
                                    "\"tenant\":\"7\"",
                                    "\"route\":\"eu\"",
                                    "\"top_k\":5",
                                    "\"min_tokens\":2");
                    assertThat(request.getUrl().queryParameter("version")).isEqualTo("7");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat-model", "streaming-chat-model"})
    void what_is_strict_and_what_becomes_of_thinking_is_a_default_of_each_request(String group) {
        context.withPropertyValues(
                        P + "client.base-url=" + api.url(),
                        P + group + ".model-name=m",
                        P + group + ".strict-json-schema=false",
                        P + group + ".strict-tools=true",
                        P + group + ".return-thinking=false",
                        P + group + ".send-thinking=false",
                        P + group + ".bridge-user-after-tool=true")
                .run(started -> assertThat(
                                group.equals("chat-model")
                                        ? started.getBean(ChatModel.class).defaultRequestParameters()
                                        : started.getBean(StreamingChatModel.class)
                                                .defaultRequestParameters())
                        .isInstanceOfSatisfying(MistralChatRequestParameters.class, defaults -> {
                            assertThat(defaults.strictJsonSchema()).isFalse();
                            assertThat(defaults.strictTools()).isTrue();
                            assertThat(defaults.returnThinking()).isFalse();
                            assertThat(defaults.sendThinking()).isFalse();
                            assertThat(defaults.bridgeUserAfterTool()).isTrue();
                        }));
    }

    @Test
    void all_models_without_a_key_of_their_own_share_one_client_that_spring_closes() {
        AtomicReference<MistralClient> client = new AtomicReference<>();
        context.withPropertyValues(
                        P + "client.base-url=" + api.url(),
                        P + "client.api-key=k",
                        P + "chat-model.model-name=m",
                        P + "streaming-chat-model.model-name=m",
                        P + "embedding-model.model-name=mistral-embed")
                .run(started -> {
                    assertThat(started)
                            .hasSingleBean(MistralClient.class)
                            .hasBean("mistralAiStreamingChatModel")
                            .hasBean("mistralAiEmbeddingModel");
                    client.set(started.getBean(MistralClient.class));
                    assertThat(started.getBean(ChatModel.class).chat("Hello")).isEqualTo("Hi");
                    assertThat(started.getBean(MistralEmbeddingModel.class)
                                    .embed("a")
                                    .content()
                                    .vector())
                            .containsExactly(0.5f, 1f);
                    assertThat(streamed(started.getBean(MistralStreamingChatModel.class)))
                            .isEqualTo("Hi");
                });
        assertThatThrownBy(() -> client.get().listModels()).hasMessageContaining("closed");
    }

    @Test
    void a_group_that_has_a_key_uses_it_and_leaves_the_shared_client_alone() {
        context.withPropertyValues(
                        P + "client.base-url=" + api.url(),
                        P + "client.api-key=common",
                        P + "chat-model.api-key=own",
                        P + "chat-model.model-name=m",
                        P + "embedding-model.model-name=mistral-embed")
                .run(started -> {
                    started.getBean(ChatModel.class).chat("Hello");
                    started.getBean(EmbeddingModel.class).embed("a");
                    assertThat(api.next().getHeaders().get("Authorization")).isEqualTo("Bearer own");
                    assertThat(api.next().getHeaders().get("Authorization")).isEqualTo("Bearer common");
                });
    }

    @Test
    void a_model_of_the_application_is_the_only_one() {
        context.withUserConfiguration(OwnModels.class)
                .withPropertyValues(
                        P + "client.api-key=k",
                        P + "chat-model.model-name=m",
                        P + "streaming-chat-model.model-name=m",
                        P + "embedding-model.model-name=e")
                .run(started -> assertThat(started)
                        .hasSingleBean(ChatModel.class)
                        .doesNotHaveBean(MistralChatModel.class)
                        .hasSingleBean(StreamingChatModel.class)
                        .hasSingleBean(EmbeddingModel.class));
    }

    @Test
    void a_client_of_the_application_is_used() {
        context.withBean(
                        MistralClient.class,
                        () -> MistralClient.builder()
                                .baseUrl(api.url())
                                .apiKey("theirs")
                                .build())
                .withPropertyValues(P + "chat-model.model-name=m")
                .run(started -> {
                    started.getBean(ChatModel.class).chat("Hello");
                    assertThat(api.next().getHeaders().get("Authorization")).isEqualTo("Bearer theirs");
                });
    }

    @Test
    void listeners_are_told_in_their_order() {
        context.withUserConfiguration(Listeners.class)
                .withPropertyValues(P + "client.base-url=" + api.url(), P + "chat-model.model-name=m")
                .run(started -> {
                    started.getBean(ChatModel.class).chat("Hello");
                    assertThat(started.getBean(Listeners.class).told).containsExactly("first", "second");
                });
    }

    @Test
    void customizers_and_an_okhttp_client_of_the_application_are_taken() {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(
                        chain.request().newBuilder().header("x-http", "theirs").build()))
                .build();
        context.withBean(OkHttpClient.class, () -> http)
                .withBean(MistralClientCustomizer.class, () -> builder -> builder.header("x-custom", "yes"))
                .withPropertyValues(P + "client.base-url=" + api.url(), P + "chat-model.model-name=m")
                .run(started -> {
                    started.getBean(ChatModel.class).chat("Hello");
                    RecordedRequest request = api.next();
                    assertThat(request.getHeaders().get("x-http")).isEqualTo("theirs");
                    assertThat(request.getHeaders().get("x-custom")).isEqualTo("yes");
                });
    }

    @Test
    void what_micrometer_knows_of_the_caller_comes_along_to_a_streams_thread() {
        ThreadLocal<String> user = new ThreadLocal<>();
        ContextRegistry.getInstance().registerThreadLocalAccessor("user", user);
        try {
            user.set("alice");
            context.withPropertyValues(P + "client.base-url=" + api.url(), P + "streaming-chat-model.model-name=m")
                    .run(started -> assertThat(
                                    streamed(started.getBean(StreamingChatModel.class), answer -> answer + user.get()))
                            .isEqualTo("Hialice"));
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("user");
        }
    }

    @Test
    void a_key_is_in_no_text_of_the_properties() {
        context.withPropertyValues(
                        P + "client.api-key=very-secret",
                        P + "chat-model.api-key=very-secret",
                        P + "embedding-model.api-key=very-secret")
                .run(started -> assertThat(
                                started.getBean(MistralProperties.class).toString())
                        .doesNotContain("very-secret"));
    }

    private static String streamed(StreamingChatModel model) {
        return streamed(model, answer -> answer);
    }

    private static String streamed(StreamingChatModel model, UnaryOperator<String> onItsThread) {
        CompletableFuture<String> text = new CompletableFuture<>();
        model.chat("Hello", new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                text.complete(onItsThread.apply(response.aiMessage().text()));
            }

            @Override
            public void onError(Throwable error) {
                text.completeExceptionally(error);
            }
        });
        return text.join();
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnModels {

        @Bean
        ChatModel theirs() {
            return new ChatModel() {
                @Override
                public ChatResponse doChat(ChatRequest request) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Bean
        StreamingChatModel theirStreaming() {
            return new StreamingChatModel() {};
        }

        @Bean
        EmbeddingModel theirEmbedding() {
            return new EmbeddingModel() {};
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        final List<String> told = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        ChatModelListener second() {
            return listener("second");
        }

        @Bean
        @Order(1)
        ChatModelListener first() {
            return listener("first");
        }

        private ChatModelListener listener(String name) {
            return new ChatModelListener() {
                @Override
                public void onRequest(ChatModelRequestContext context) {
                    told.add(name);
                }
            };
        }
    }
}
