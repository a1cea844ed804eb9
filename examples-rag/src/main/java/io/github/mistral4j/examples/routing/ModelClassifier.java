package io.github.mistral4j.examples.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a small language model, which must answer with one of the tasks. An AI service that returns an enum would be shorter, but the
 * tasks stand in the routing file. Where the model fails, the phrases decide.
 */
public final class ModelClassifier implements TaskClassifier {

    private static final Logger LOG = LoggerFactory.getLogger(ModelClassifier.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int READ = 2_000;

    private final ChatModel model;
    private final RoutingTable table;
    private final TaskClassifier otherwise;

    public ModelClassifier(ChatModel model, RoutingTable table, TaskClassifier otherwise) {
        this.model = model;
        this.table = table;
        this.otherwise = otherwise;
    }

    @Override
    public Classification classify(String question) {
        try {
            ChatResponse response = model.chat(request(question));
            String task =
                    JSON.readTree(response.aiMessage().text()).path("task").asText();
            if (tasks().containsKey(task) && response.tokenUsage() != null) {
                return new Classification(task, 1, 1, "", table.defaultTask(), response.tokenUsage());
            }
        } catch (LangChain4jException | IOException | IllegalArgumentException e) {
            LOG.warn(
                    "The model that chooses the task failed; the example phrases choose. {}",
                    e.getClass().getName());
        }
        return otherwise.classify(question);
    }

    private ChatRequest request(String question) {
        Map<String, Task> tasks = tasks();
        String list = tasks.entrySet().stream()
                .map(task -> "- " + task.getKey() + ": " + task.getValue().about())
                .collect(Collectors.joining("\n"));
        return ChatRequest.builder()
                .messages(List.of(
                        SystemMessage.from(
                                "Say which kind of task the user's message to a program that answers questions about"
                                        + " documents is. Do not answer it.\n" + list),
                        UserMessage.from(question.substring(0, Math.min(READ, question.length())))))
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("routing")
                                .rootElement(JsonObjectSchema.builder()
                                        .addEnumProperty("task", List.copyOf(tasks.keySet()))
                                        .required("task")
                                        .build())
                                .build())
                        .build())
                .build();
    }

    /** Those with examples; the others are for rules, such as an image. */
    private Map<String, Task> tasks() {
        return table.tasks().entrySet().stream()
                .filter(task -> !task.getValue().phrases().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
