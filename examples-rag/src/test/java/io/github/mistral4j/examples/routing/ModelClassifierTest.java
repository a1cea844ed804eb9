package io.github.mistral4j.examples.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelClassifierTest {

    private final RoutingTable table = RoutingTable.bundled();
    private final List<ChatRequest> requests = new ArrayList<>();
    private final TaskClassifier otherwise = question -> new Classification("summary", 1, 1, "", "lookup", null);

    @Test
    void the_model_must_choose_one_of_the_tasks_and_what_it_used_is_known() {
        Classification found = classifier("{\"task\": \"reasoning\"}").classify("Why so?");

        assertThat(found.task()).isEqualTo("reasoning");
        assertThat(found.usage()).isEqualTo(new TokenUsage(20, 5));
        assertThat(requests.get(0).responseFormat().jsonSchema().rootElement().toString())
                .contains("lookup", "summary", "reasoning", "code", "smalltalk")
                .doesNotContain("vision");
    }

    @Test
    void the_phrases_decide_when_the_model_fails_or_answers_something_else() {
        assertThat(classifier("{\"task\": \"poetry\"}").classify("?").task()).isEqualTo("summary");
        assertThat(classifier("a reasoning task").classify("?").task()).isEqualTo("summary");
        ChatModel refusing = new ChatModel() {
            @Override
            public ChatResponse chat(ChatRequest request) {
                throw new RateLimitException("slow down");
            }
        };
        assertThat(new ModelClassifier(refusing, table, otherwise).classify("?").task())
                .isEqualTo("summary");
    }

    private TaskClassifier classifier(String answer) {
        ChatModel model = new ChatModel() {
            @Override
            public ChatResponse chat(ChatRequest request) {
                requests.add(request);
                return ChatResponse.builder()
                        .aiMessage(AiMessage.from(answer))
                        .tokenUsage(new TokenUsage(20, 5))
                        .build();
            }
        };
        return new ModelClassifier(model, table, otherwise);
    }
}
