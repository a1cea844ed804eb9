package io.github.mistral4j.memory;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.ocr.MistralOcrModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Asks a server 64 times at once, and says how the calls ended. Runs in a JVM of its own with a small heap. */
final class ManyAnswers {

    private static final int CALLS = 64;

    private ManyAnswers() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLS);
        try (MistralClient client = MistralClient.builder()
                .baseUrl(arguments[0])
                .withoutApiKey()
                .maxRetries(0)
                .build()) {
            List<Future<@Nullable Throwable>> ends = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                ends.add(callers.submit(() -> end(client, arguments[1])));
            }
            int answers = 0;
            int typed = 0;
            for (Future<@Nullable Throwable> end : ends) {
                Throwable failure = end.get();
                if (failure == null) {
                    answers++;
                } else if (failure instanceof LangChain4jException) {
                    typed++;
                } else {
                    System.out.println("ended with " + failure);
                }
            }
            System.out.println("answers: " + answers + ", typed failures: " + typed);
        } finally {
            callers.shutdownNow();
        }
    }

    private static @Nullable Throwable streamed(MistralClient client) {
        CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
        MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .build()
                .chat("hello", new Ending(end));
        return end.join();
    }

    /** Keeps nothing itself. */
    private record Ending(CompletableFuture<@Nullable Throwable> end) implements StreamingChatResponseHandler {

        @Override
        public void onCompleteResponse(ChatResponse response) {
            end.complete(null);
        }

        @Override
        public void onError(Throwable error) {
            end.complete(error);
        }
    }

    private static @Nullable Throwable end(MistralClient client, String question) {
        try {
            switch (question) {
                case "stream" -> {
                    return streamed(client);
                }
                case "embedding" ->
                    MistralEmbeddingModel.builder()
                            .client(client)
                            .modelName("m")
                            .build()
                            .embed("hello");
                case "embeddings" ->
                    MistralEmbeddingModel.builder()
                            .client(client)
                            .modelName("m")
                            .build()
                            .embedAll(Collections.nCopies(128, TextSegment.from("hello")));
                case "models" ->
                    MistralModelCatalog.builder().client(client).build().listModels();
                case "pages" ->
                    MistralOcrModel.builder()
                            .client(client)
                            .modelName("m")
                            .build()
                            .read("https://example.org/a.pdf");
                default ->
                    MistralChatModel.builder()
                            .client(client)
                            .modelName("m")
                            .build()
                            .chat("hello");
            }
            return null;
        } catch (Throwable e) {
            return e;
        }
    }
}
