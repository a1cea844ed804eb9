package io.github.mistral4j.swap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An AI service with memory, tools, a retriever and structured output runs on Mistral by another builder and nothing else. */
class SwapTest {

    private static final String CALL = """
            {"id":"1","object":"chat.completion","created":1,"model":"mistral-small-2603","choices":[{"index":0,
            "message":{"role":"assistant","content":"","tool_calls":[{"id":"AbCdEfGh1","type":"function","index":0,
            "function":{"name":"price","arguments":"{\\"product\\": \\"Halla Leaf\\"}"}}]},"finish_reason":"tool_calls"}],
            "usage":{"prompt_tokens":90,"completion_tokens":20,"total_tokens":110}}""";
    private static final String OFFER = """
            {"id":"2","object":"chat.completion","created":2,"model":"mistral-small-2603","choices":[{"index":0,
            "message":{"role":"assistant","content":"{\\"product\\":\\"Halla Leaf\\",\\"pieces\\":2,\\"total\\":178.0}"},
            "finish_reason":"stop"}],"usage":{"prompt_tokens":120,"completion_tokens":25,"total_tokens":145}}""";

    @Test
    void what_the_builders_of_the_other_providers_take_is_taken_in_their_types() {
        Map<String, String> metadata = Map.of("tenant", "a");
        Supplier<Map<String, String>> headers = Map::of;
        MistralChatModel.Builder renamed = MistralChatModel.builder()
                .customHeaders(Map.of())
                .customHeaders(headers)
                .modelName("mistral-small-latest")
                .responseFormat(ResponseFormat.TEXT)
                .baseUrl("http://127.0.0.1:1/v1")
                .apiKey("k")
                .temperature((Double) 0.1)
                .topP((Double) 0.9)
                .maxTokens((Integer) 9)
                .safePrompt(Boolean.FALSE)
                .randomSeed((Integer) 1)
                .returnThinking(Boolean.TRUE)
                .sendThinking(Boolean.TRUE)
                .timeout(Duration.ofSeconds(1))
                .logRequests(Boolean.FALSE)
                .logResponses(Boolean.FALSE)
                .logger(LoggerFactory.getLogger(SwapTest.class))
                .maxRetries((Integer) 0)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .supportedCapabilities(Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA))
                .strictJsonSchema(Boolean.TRUE)
                .stopSequences(List.of("x"))
                .presencePenalty((Double) 0.1)
                .frequencyPenalty((Double) 0.1)
                .listeners(List.of())
                .defaultRequestParameters(DefaultChatRequestParameters.EMPTY)
                .metadata(metadata);
        try (MistralChatModel model = renamed.build()) {
            assertThat(model.defaultRequestParameters().modelName()).isEqualTo("mistral-small-latest");
        }
    }

    @Test
    void an_ai_service_written_for_another_provider_runs_with_the_builder_changed() throws Exception {
        try (MistralTestServer server = MistralTestServer.start()) {
            server.enqueue(Reply.json(CALL), Reply.json(OFFER), Reply.json(OFFER));
            ChatModel model = MistralChatModel.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey(server.apiKey())
                    .modelName("mistral-small-latest")
                    .build();
            GardenShop.PriceList prices = new GardenShop.PriceList();
            GardenShop.Clerk clerk = GardenShop.clerk(model, prices);

            assertThat(clerk.offer("two Leafs")).isEqualTo(new GardenShop.Offer("Halla Leaf", 2, 178.0));
            assertThat(prices.asked()).isEqualTo(1);
            clerk.offer("the same again");

            MistralRequests.verify(server);
            JsonNode last = server.requests().get(2).json();
            assertThat(last.get("response_format").get("type").asText()).isEqualTo("json_schema");
            assertThat(last.get("messages").findValuesAsText("role"))
                    .as("the conversation is remembered")
                    .containsExactly("system", "user", "assistant", "tool", "assistant", "user");
            assertThat(last.get("messages").get(1).get("content").asText()).contains("A Halla Leaf is sold singly.");
        }
    }
}
