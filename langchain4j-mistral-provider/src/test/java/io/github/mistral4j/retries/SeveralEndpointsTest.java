package io.github.mistral4j.retries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatResponseMetadata;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ReceivedRequest;
import io.github.mistral4j.testserver.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralEndpointsTest {

    private final RetryTiming timing = new RetryTiming();
    private final MistralTestServer one =
            MistralTestServer.builder().apiKey("key-one").start();
    private final MistralTestServer two =
            MistralTestServer.builder().apiKey("key-two").start();

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private MistralClientBuilder both() {
        return timing.client().endpoint(one.baseUrl(), () -> "key-one").endpoint(two.baseUrl(), () -> "key-two");
    }

    private static String ask(MistralClient client) {
        return ask(client, "mistral-small-latest");
    }

    private static String ask(MistralClient client, String model) {
        return MistralChatModel.builder()
                .client(client)
                .modelName(model)
                .build()
                .chat("hello");
    }

    private static int chats(MistralTestServer server) {
        return server.requests(Endpoint.CHAT_COMPLETIONS).size();
    }

    @Test
    void calls_go_to_the_first_each_with_its_own_key() {
        try (MistralClient client = both().build()) {
            ask(client);
            one.enqueue(Reply.error(500));
            ask(client);
        }

        assertThat(one.requests())
                .extracting(request -> request.header("Authorization"))
                .containsOnly("Bearer key-one");
        assertThat(two.requests())
                .extracting(request -> request.header("Authorization"))
                .containsOnly("Bearer key-two");
        two.verify();
    }

    @Test
    void what_is_held_back_is_left_at_once_and_avoided_for_its_model_until_it_is_free() {
        one.enqueue(Reply.error(429).retryAfter(Duration.ofSeconds(30)));
        try (MistralClient client = both().build()) {
            ask(client);
            ask(client);
            assertThat(chats(one)).isEqualTo(1);
            assertThat(chats(two)).isEqualTo(2);
            assertThat(timing.sleeps()).isEmpty();

            ask(client, "mistral-large-latest");
            assertThat(chats(one)).isEqualTo(2);

            timing.advance(Duration.ofSeconds(31));
            ask(client);
            assertThat(chats(one)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 529})
    void what_fails_is_left_and_tried_again_after_ten_seconds(int status) {
        one.enqueue(Reply.error(status));
        try (MistralClient client = both().maxRetries(0).build()) {
            ask(client);
            ask(client);
            assertThat(chats(one)).isEqualTo(1);

            timing.advance(Duration.ofSeconds(11));
            ask(client);
            assertThat(chats(one)).isEqualTo(2);
        }
    }

    @Test
    void what_cannot_be_connected_to_is_left() {
        String nobody = one.baseUrl();
        one.close();
        try (MistralClient client = timing.client()
                .endpoint(nobody, () -> "key-one")
                .endpoint(two.baseUrl(), () -> "key-two")
                .build()) {
            assertThat(ask(client)).isNotBlank();
        }
    }

    @Test
    void each_is_left_once_and_then_retries_go_on_where_the_call_is() {
        one.enqueue(Reply.error(503));
        two.enqueue(Reply.error(503), Reply.error(503));
        try (MistralClient client = both().build()) {
            assertThat(ask(client)).isNotBlank();
        }

        assertThat(chats(one)).isEqualTo(1);
        assertThat(chats(two)).isEqualTo(3);
        assertThat(timing.sleeps()).hasSize(2);
    }

    @Test
    void without_retries_each_is_asked_once() {
        one.enqueue(Reply.error(429));
        two.enqueue(Reply.error(429));
        try (MistralClient client = both().maxRetries(0).build()) {
            assertThatThrownBy(() -> ask(client)).isInstanceOf(RateLimitException.class);
        }

        assertThat(chats(one)).isEqualTo(1);
        assertThat(chats(two)).isEqualTo(1);
    }

    @Test
    void when_all_are_avoided_the_one_that_is_free_first_is_asked() {
        one.enqueue(Reply.error(429).retryAfter(Duration.ofSeconds(90)));
        two.enqueue(Reply.error(429).retryAfter(Duration.ofSeconds(20)));
        try (MistralClient client = both().maxRetries(0).build()) {
            assertThatThrownBy(() -> ask(client)).isInstanceOf(RateLimitException.class);
            ask(client);
        }

        assertThat(chats(one)).isEqualTo(1);
        assertThat(chats(two)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 422})
    void what_the_request_is_to_blame_for_stays(int status) {
        one.enqueue(Reply.error(status));
        try (MistralClient client = both().build()) {
            assertThatThrownBy(() -> ask(client)).isInstanceOf(LangChain4jException.class);
        }

        assertThat(two.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_was_sent_and_not_answered_moves_only_if_the_caller_wants_it(boolean afterSent) {
        try (FaultServer lost = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.reset();
                });
                MistralClient client = timing.client()
                        .endpoint(lost.baseUrl(), null)
                        .endpoint(two.baseUrl(), () -> "key-two")
                        .failoverAfterSent(afterSent)
                        .maxRetries(0)
                        .build()) {
            if (afterSent) {
                assertThat(ask(client)).isNotBlank();
            } else {
                assertThatThrownBy(() -> ask(client)).isInstanceOf(LangChain4jException.class);
            }
        }
        assertThat(chats(two)).isEqualTo(afterSent ? 1 : 0);
    }

    private RecordingHandler streamed(MistralClient client) {
        RecordingHandler handler = new RecordingHandler();
        MistralStreamingChatModel.builder()
                .client(client)
                .modelName("mistral-small-latest")
                .build()
                .chat("hello", handler);
        return handler;
    }

    @Test
    void a_stream_moves_before_its_first_token_and_never_after() {
        one.enqueue(Reply.error(503), Reply.pieces("a", "b", "c").cutAfter(2));
        try (MistralClient client = both().build()) {
            assertThat(streamed(client).awaitEnding().text()).isNotBlank();
            assertThat(chats(two)).isEqualTo(1);

            timing.advance(Duration.ofSeconds(11));
            RecordingHandler cut = streamed(client);
            assertThat(cut.awaitEnding().error()).isInstanceOf(InternalServerException.class);
            assertThat(chats(two)).isEqualTo(1);
        }
    }

    @Test
    void the_answer_says_which_host_gave_it() {
        String other = two.baseUrl().replace("127.0.0.1", "localhost");
        one.enqueue(Reply.error(503));
        try (MistralClient client = timing.client()
                .endpoint(one.baseUrl().replace("localhost", "127.0.0.1"), () -> "key-one")
                .endpoint(other, () -> "key-two")
                .build()) {
            var metadata = (MistralChatResponseMetadata) MistralChatModel.builder()
                    .client(client)
                    .modelName("mistral-small-latest")
                    .build()
                    .chat(ChatRequest.builder()
                            .messages(UserMessage.from("hello"))
                            .build())
                    .metadata();

            assertThat(metadata.host()).isEqualTo("localhost");
        }
    }

    @Test
    void base_url_and_key_are_the_first_when_they_are_set() {
        try (MistralClient client = timing.client()
                .baseUrl(one.baseUrl())
                .apiKey("key-one")
                .endpoint(two.baseUrl(), () -> "key-two")
                .build()) {
            ask(client);
        }

        assertThat(chats(one)).isEqualTo(1);
    }

    @Test
    void files_and_what_names_one_are_at_the_first_only() {
        one.enqueue(Endpoint.FILES, Reply.error(503), Reply.error(503));
        try (MistralClient client = both().maxRetries(1).build()) {
            client.uploadFile(UploadFile.of("a.jsonl", new byte[1]), "batch");
            BatchJob.Item item = new BatchJob.Item("0", Map.of("messages", List.of()));
            one.enqueue(Endpoint.CREATE_BATCH, Reply.error(503));
            assertThatThrownBy(() -> client.createBatch(new BatchJob.Request(
                            "/v1/chat/completions", "m", List.of(item), List.of(), Map.of(), null)))
                    .isInstanceOf(MistralException.class);
            assertThatThrownBy(() -> client.listFiles(0, 1)).isInstanceOf(MistralException.class);
        }

        assertThat(two.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9})
    void weights_share_the_calls(double chance) {
        timing.random(chance);
        try (MistralClient client = timing.client()
                .endpoint(one.baseUrl(), () -> "key-one", 1)
                .endpoint(two.baseUrl(), () -> "key-two", 3)
                .build()) {
            ask(client);
        }

        assertThat(chats(two)).isEqualTo(chance < 0.75 ? 1 : 0);
        assertThat(chats(one)).isEqualTo(chance < 0.75 ? 0 : 1);
    }

    @Test
    void weights_are_for_all_or_for_none() {
        UnaryOperator<MistralClientBuilder> mixed =
                builder -> builder.endpoint("https://a.example", null).endpoint("https://b.example", null, 2);

        assertThatThrownBy(() -> mixed.apply(MistralClient.builder()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weight");
        assertThatThrownBy(() -> MistralClient.builder().endpoint("https://a.example", null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above 0");
    }

    @Test
    void paths_and_queries_are_those_of_each() {
        one.enqueue(Reply.error(503));
        try (MistralClient client = timing.client()
                .endpoint(one.baseUrl() + "/", () -> "key-one")
                .endpoint(two.baseUrl() + "?api-version=7", () -> "key-two")
                .build()) {
            ask(client);
        }

        ReceivedRequest sent = two.requests().get(0);
        assertThat(sent.path()).isEqualTo("/v1/chat/completions");
        assertThat(sent.query()).containsEntry("api-version", "7");
        assertThat(one.requests().get(0).query()).isEmpty();
    }

    @Test
    void a_wrong_key_of_the_second_says_so() {
        one.enqueue(Reply.error(503));
        try (MistralClient client = timing.client()
                .endpoint(one.baseUrl(), () -> "key-one")
                .endpoint(two.baseUrl(), () -> "wrong")
                .build()) {
            assertThatThrownBy(() -> ask(client)).isInstanceOf(AuthenticationException.class);
        }
    }
}
