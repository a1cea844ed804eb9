package io.github.mistral4j.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.api.ModelCard;
import io.github.mistral4j.requests.Answers;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Newer recorded chats and model cards, beside those that {@link RecordingsReplayTest} replays. */
class ChatRecordingsTest extends Recorded {

    private static final ChatRequest ANY =
            ChatRequest.builder().messages(UserMessage.from("a")).build();

    private static void same(ChatResponse found, String text, List<String> names, List<String> arguments) {
        assertThat(found.aiMessage().text() == null ? "" : found.aiMessage().text())
                .isEqualTo(text);
        assertThat(found.aiMessage().toolExecutionRequests().stream()
                        .map(call -> call.name())
                        .toList())
                .isEqualTo(names);
        assertThat(found.aiMessage().toolExecutionRequests().stream()
                        .map(call -> call.arguments())
                        .toList())
                .isEqualTo(arguments);
    }

    @TestFactory
    List<DynamicTest> whole_answers() throws IOException {
        return each("chat-(small|tool).*\\.json", body -> {
            json(body);
            JsonNode message = JSON.readTree(body).at("/choices/0/message");
            ChatResponse found = MistralChatModel.builder()
                    .client(client)
                    .modelName("m")
                    .build()
                    .chat(ANY);
            same(
                    found,
                    message.path("content").asText(""),
                    message.path("tool_calls").findValuesAsText("name"),
                    message.path("tool_calls").findValuesAsText("arguments"));
            assertThat(found.tokenUsage().totalTokenCount())
                    .isEqualTo(JSON.readTree(body).at("/usage/total_tokens").asInt());
        });
    }

    @TestFactory
    List<DynamicTest> streamed_answers() throws IOException {
        return each("chat-stream-.*-(b|2026-0[78])\\.sse", body -> {
            server.answers(Answers.events(body).build());
            StringBuilder text = new StringBuilder();
            TreeMap<Integer, String> names = new TreeMap<>();
            TreeMap<Integer, String> arguments = new TreeMap<>();
            for (String line : body.split("\n")) {
                if (line.startsWith("data: {")) {
                    JsonNode delta = JSON.readTree(line.substring(6)).at("/choices/0/delta");
                    text.append(delta.path("content").asText(""));
                    for (JsonNode call : delta.path("tool_calls")) {
                        int index = call.path("index").asInt();
                        names.merge(index, call.at("/function/name").asText(""), String::concat);
                        arguments.merge(index, call.at("/function/arguments").asText(""), String::concat);
                    }
                }
            }
            CompletableFuture<ChatResponse> end = new CompletableFuture<>();
            MistralStreamingChatModel.builder()
                    .client(client)
                    .modelName("m")
                    .build()
                    .chat(ANY, new StreamingChatResponseHandler() {
                        @Override
                        public void onPartialResponse(String piece) {}

                        @Override
                        public void onCompleteResponse(ChatResponse response) {
                            end.complete(response);
                        }

                        @Override
                        public void onError(Throwable error) {
                            end.completeExceptionally(error);
                        }
                    });
            same(
                    end.get(30, TimeUnit.SECONDS),
                    text.toString(),
                    List.copyOf(names.values()),
                    List.copyOf(arguments.values()));
        });
    }

    @TestFactory
    List<DynamicTest> model_cards() throws IOException {
        return each("model-card-.*\\.json", body -> {
            json(body);
            JsonNode recorded = JSON.readTree(body);
            ModelCard found = client.getModel("m").body();
            assertThat(found.id()).isEqualTo(recorded.get("id").asText());
            assertThat(found.billingModelName())
                    .isEqualTo(recorded.get("billing_model_name").asText());
            recorded.get("capabilities")
                    .properties()
                    .forEach(flag -> assertThat(found.capabilities().contains(flag.getKey()))
                            .as(flag.getKey())
                            .isEqualTo(flag.getValue().asBoolean()));
        });
    }
}
