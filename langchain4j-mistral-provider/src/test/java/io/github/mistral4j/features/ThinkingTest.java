package io.github.mistral4j.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatResponseMetadata;
import io.github.mistral4j.MistralReference;
import io.github.mistral4j.MistralTokenUsage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer holds besides its text: thinking, citations, usage; and what of it goes back with the next turn. */
class ThinkingTest {

    private static final String CLOSED =
            "{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"12 times 12\"}],\"closed\":true}";
    private static final String SIGNED =
            "{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"12 times 12\"}],\"signature\":\"s+g/n=\",\"closed\":false}";
    private static final String WITH_SOURCE =
            "{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"12 times 12\"},"
                    + "{\"type\":\"tool_reference\",\"tool\":\"web_search\",\"title\":\"Tables\",\"url\":\"https://example.org\"}],\"closed\":true}";
    private static final String TEXT = "{\"type\":\"text\",\"text\":\"144\"}";

    private WireServer server;
    private MistralChatModel model;

    @BeforeEach
    void start() throws Exception {
        server = new WireServer();
        model = builder().build();
    }

    @AfterEach
    void stop() {
        model.close();
        server.close();
    }

    private MistralChatModel.Builder builder() {
        return MistralChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey(server.apiKey())
                .modelName("mistral-small-2603");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSED, SIGNED, WITH_SOURCE})
    void thinking_goes_back_as_it_came_also_through_a_memory_that_is_kept_as_json(String thinking) throws Exception {
        server.answers(WireServer.answer("[" + thinking + "," + TEXT + "]"));
        server.answers(WireServer.PLAIN);
        UserMessage question = UserMessage.from("What is 12 times 12?");
        AiMessage answer = model.chat(List.<ChatMessage>of(question)).aiMessage();
        assertThat(answer.thinking()).isEqualTo("12 times 12");
        assertThat(answer.text()).isEqualTo("144");
        server.takeBody();

        String memory = ChatMessageSerializer.messagesToJson(List.of(question, answer, UserMessage.from("Plus 10?")));
        model.chat(ChatMessageDeserializer.messagesFromJson(memory));

        JsonNode content = server.takeBody().get("messages").get(1).get("content");
        // What is replayed is over, whatever the stream said of its pieces.
        assertThat(content.get(0).toString()).isEqualTo(thinking.replace("\"closed\":false", "\"closed\":true"));
        assertThat(content.get(1).toString()).isEqualTo(TEXT);
    }

    @Test
    void thinking_stays_here_when_it_is_not_to_be_sent() throws Exception {
        server.answers(WireServer.PLAIN);
        AiMessage answer =
                AiMessage.builder().text("144").thinking("12 times 12").build();
        try (MistralChatModel silent = builder().sendThinking(false).build()) {
            silent.chat(List.of(UserMessage.from("12 times 12?"), answer, UserMessage.from("Plus 10?")));
        }
        assertThat(server.takeBody().get("messages").get(1).get("content").asText())
                .isEqualTo("144");
    }

    @Test
    void thinking_is_not_handed_on_when_it_is_not_wanted() {
        server.answers(WireServer.answer("[" + SIGNED + "," + TEXT + "]"));
        try (MistralChatModel silent = builder().returnThinking(false).build()) {
            AiMessage answer = silent.chat(List.<ChatMessage>of(UserMessage.from("12 times 12?")))
                    .aiMessage();
            assertThat(answer.thinking()).isNull();
            assertThat(answer.attributes()).isEmpty();
            assertThat(answer.text()).isEqualTo("144");
        }
    }

    @Test
    void citations_stand_on_the_message_with_their_place_in_the_text_also_after_json() {
        server.answers(
                WireServer.answer(
                        "[{\"type\":\"text\",\"text\":\"The Leaf\"},{\"type\":\"reference\",\"reference_ids\":[1,\"b\"]},"
                                + "{\"type\":\"text\",\"text\":\" costs 89.\"},{\"type\":\"reference\",\"reference_ids\":[3]}]"));
        ChatResponse response = model.chat(List.<ChatMessage>of(UserMessage.from("What does it cost?")));
        List<MistralReference> expected =
                List.of(new MistralReference(List.of(1, "b"), 8), new MistralReference(List.of(3), 18));

        assertThat(response.aiMessage().text()).isEqualTo("The Leaf costs 89.");
        assertThat(MistralReference.of(response.aiMessage())).isEqualTo(expected);
        assertThat(((MistralChatResponseMetadata) response.metadata()).references())
                .isEqualTo(expected);
        ChatMessage kept =
                ChatMessageDeserializer.messageFromJson(ChatMessageSerializer.messageToJson(response.aiMessage()));
        assertThat(MistralReference.of((AiMessage) kept)).isEqualTo(expected);
    }

    @Test
    void the_metadata_tells_request_id_rate_limits_tier_and_both_names_of_the_model() {
        server.answers(WireServer.PLAIN);
        try (MistralChatModel alias =
                builder().modelName("mistral-small-latest").build()) {
            var metadata = (MistralChatResponseMetadata)
                    alias.chat(List.<ChatMessage>of(UserMessage.from("hello"))).metadata();
            assertThat(metadata.requestedModelName()).isEqualTo("mistral-small-latest");
            assertThat(metadata.modelName()).isEqualTo("mistral-small-2603");
            assertThat(metadata.requestId()).isEqualTo("req-1");
            assertThat(metadata.rateLimits().remaining()).containsEntry("req-minute", 99L);
            assertThat(metadata.serviceTier()).isEqualTo("standard");
            assertThat(metadata.created()).isEqualTo(1787150315L);
            assertThat(metadata.toBuilder().build()).isEqualTo(metadata);
        }
    }

    @Test
    void usage_tells_cached_and_reasoning_tokens_and_adds_up() {
        server.answers(WireServer.PLAIN);
        MistralTokenUsage usage = (MistralTokenUsage)
                model.chat(List.<ChatMessage>of(UserMessage.from("hello"))).tokenUsage();
        assertThat(usage).isEqualTo(new MistralTokenUsage(10, 4, 14, 8, null, 2));
        assertThat(usage.add(usage)).isEqualTo(new MistralTokenUsage(20, 8, 28, 16, null, 4));
        assertThat(new dev.langchain4j.model.output.TokenUsage(1, 1, 2).add(usage))
                .isEqualTo(new MistralTokenUsage(11, 5, 16, 8, null, 2));
    }

    @Test
    void fields_of_usage_without_a_place_are_kept() {
        server.answers(WireServer.PLAIN.replace(
                "\"service_tier\":\"standard\"",
                "\"service_tier\":\"standard\",\"connector_tokens\":7,\"num_cached_tokens\":8,\"none\":null,"
                        + "\"prompt_token_details\":{\"cached_tokens\":8,\"image_tokens\":3}"));
        var metadata = (MistralChatResponseMetadata)
                model.chat(List.<ChatMessage>of(UserMessage.from("hello"))).metadata();
        assertThat(metadata.furtherUsage())
                .containsOnlyKeys("connector_tokens", "prompt_token_details")
                .containsEntry("connector_tokens", 7);
        assertThat(metadata.toBuilder().build()).isEqualTo(metadata);
    }
}
