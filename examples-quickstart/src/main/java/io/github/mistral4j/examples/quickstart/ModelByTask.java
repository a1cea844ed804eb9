package io.github.mistral4j.examples.quickstart;

import dev.langchain4j.classification.EmbeddingModelTextClassifier;
import dev.langchain4j.classification.TextClassifier;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.router.ChatModelRouter;
import dev.langchain4j.model.chat.router.ChatModelRoutingResult;
import dev.langchain4j.model.chat.router.RoutingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import java.util.List;
import java.util.Map;

/** The kind of a question decides which model answers it, behind one {@link ChatModel}. {@code ./rag quickstart model} */
public final class ModelByTask {

    /** The more examples, the better; with a key, a small model asked for an enum is better still. */
    private static final Map<String, List<String>> EXAMPLES = Map.of(
            "code", List.of("Write a function in Java", "Show me the curl command", "Fix this stack trace"),
            "reasoning", List.of("Compare both plans and say which is better", "Why did it fail?"),
            "chat", List.of("Hello!", "Thanks a lot", "Who are you?"));

    private ModelByTask() {}

    public static void main(String... arguments) {
        try (Server server = Server.open()) {
            MistralClient client = server.client();
            EmbeddingModel embeddings = MistralEmbeddingModel.builder()
                    .client(client)
                    .modelName("mistral-embed")
                    .build();
            TextClassifier<String> tasks = new EmbeddingModelTextClassifier<>(embeddings, EXAMPLES);
            ChatModelRouter router = request -> {
                ChatMessage last = request.chatRequest()
                        .messages()
                        .get(request.chatRequest().messages().size() - 1);
                List<String> task = tasks.classify(((UserMessage) last).singleText());
                return task.isEmpty()
                        ? ChatModelRoutingResult.defaultRoute()
                        : ChatModelRoutingResult.route(task.get(0));
            };
            ChatModel chat = RoutingChatModel.builder()
                    .route("code", model(client, "codestral-latest"))
                    .route("reasoning", model(client, "mistral-medium-latest"))
                    .route("chat", model(client, "ministral-3b-latest"))
                    .router(router)
                    .defaultRoute("chat")
                    .build();
            for (String question :
                    List.of("Hello!", "Write a function in Java that adds numbers", "Why did it fail?")) {
                System.out.println("> " + question + "\n" + chat.chat(question));
            }
        }
    }

    private static ChatModel model(MistralClient client, String name) {
        return MistralChatModel.builder().client(client).modelName(name).build();
    }
}
