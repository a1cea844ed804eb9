package io.github.mistral4j.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that was written for {@code langchain4j-mistral-ai} needs two renames. */
class RenamesTest {

    private static final Pattern RENAME = Pattern.compile("s/([^/]+)/([^/]+)/g");

    /** What LangChain4j's own examples do with that module: chat, streams, tools, embeddings for RAG. */
    private static final String PROGRAM = """
            import dev.langchain4j.agent.tool.Tool;
            import dev.langchain4j.agent.tool.ToolSpecifications;
            import dev.langchain4j.data.message.UserMessage;
            import dev.langchain4j.data.segment.TextSegment;
            import dev.langchain4j.memory.chat.MessageWindowChatMemory;
            import dev.langchain4j.model.chat.ChatModel;
            import dev.langchain4j.model.chat.request.ChatRequest;
            import dev.langchain4j.model.chat.response.ChatResponse;
            import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
            import dev.langchain4j.model.embedding.EmbeddingModel;
            import dev.langchain4j.model.mistralai.MistralAiChatModel;
            import dev.langchain4j.model.mistralai.MistralAiChatModelName;
            import dev.langchain4j.model.mistralai.MistralAiEmbeddingModel;
            import dev.langchain4j.model.mistralai.MistralAiEmbeddingModelName;
            import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
            import dev.langchain4j.service.AiServices;
            import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
            import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
            import java.time.Duration;
            import java.util.List;

            interface Agent {
                String chat(String text);
            }

            static class Payments {
                @Tool("Status of a payment")
                String status(String id) {
                    return "paid";
                }
            }

            void chat(StreamingChatResponseHandler handler) {
                ChatModel model = MistralAiChatModel.builder()
                        .apiKey(System.getenv("MISTRAL_AI_API_KEY"))
                        .modelName(MistralAiChatModelName.MISTRAL_LARGE_LATEST.toString())
                        .temperature(0.2).topP(0.9).maxTokens(100).safePrompt(true).randomSeed(7)
                        .timeout(Duration.ofSeconds(30)).maxRetries(1)
                        .logRequests(true).logResponses(true)
                        .build();
                String joke = model.chat("Tell me a joke about Java");
                MistralAiStreamingChatModel stream = MistralAiStreamingChatModel.builder()
                        .apiKey("key").modelName(MistralAiChatModelName.MISTRAL_SMALL_LATEST).logRequests(true).build();
                stream.chat("A poem", handler);
                Agent agent = AiServices.builder(Agent.class)
                        .chatModel(model).tools(new Payments()).chatMemory(MessageWindowChatMemory.withMaxMessages(10)).build();
                String status = agent.chat("T1005?");
                ChatResponse response = model.chat(ChatRequest.builder()
                        .messages(UserMessage.from("T1005?"))
                        .toolSpecifications(ToolSpecifications.toolSpecificationsFrom(new Payments()))
                        .build());
                EmbeddingModel embeddings = MistralAiEmbeddingModel.builder()
                        .apiKey("key").modelName(MistralAiEmbeddingModelName.MISTRAL_EMBED).build();
                InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
                List<TextSegment> segments = List.of(TextSegment.from("The llama"));
                store.addAll(embeddings.embedAll(segments).content(), segments);
                store.search(EmbeddingSearchRequest.builder().queryEmbedding(embeddings.embed("Who?").content()).build());
            }
            """;

    @Test
    void a_program_for_langchain4js_own_module_compiles_after_the_two_renames_that_settings_shows(@TempDir Path target)
            throws IOException {
        String renamed = PROGRAM;
        for (MatchResult rename : RENAME.matcher(Files.readString(Path.of("../docs/settings.md")))
                .results()
                .toList()) {
            renamed = renamed.replaceAll(rename.group(1), rename.group(2));
        }

        assertThat(ReadmeCodeTest.problems(new CodeBlock("java", renamed, 1), target))
                .isEmpty();
    }
}
