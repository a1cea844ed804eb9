package io.github.mistral4j.examples.quickstart;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** The sources are known before the first word, and the tokens after the last. {@code ./rag quickstart stream} */
public final class StreamingWithSources {

    private static final List<TextSegment> FACTS = List.of(
            TextSegment.from("[1] The lake Inari is 95 metres deep."),
            TextSegment.from("[2] The lake Saimaa has 13,710 islands."),
            TextSegment.from("[3] The office opens at nine."));

    interface Assistant {
        TokenStream answer(String question);
    }

    private StreamingWithSources() {}

    public static void main(String... arguments) {
        try (Server server = Server.open()) {
            MistralClient client = server.client();
            EmbeddingModel embeddings = MistralEmbeddingModel.builder()
                    .client(client)
                    .modelName("mistral-embed")
                    .build();
            InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
            store.addAll(embeddings.embedAll(FACTS).content(), FACTS);
            Assistant assistant = AiServices.builder(Assistant.class)
                    .streamingChatModel(MistralStreamingChatModel.builder()
                            .client(client)
                            .modelName("mistral-small-latest")
                            .build())
                    .contentRetriever(EmbeddingStoreContentRetriever.builder()
                            .embeddingStore(store)
                            .embeddingModel(embeddings)
                            .maxResults(1)
                            .build())
                    .build();

            CompletableFuture<Object> done = new CompletableFuture<>();
            assistant
                    .answer("How deep is the lake Inari?")
                    .onRetrieved(StreamingWithSources::show)
                    .onPartialResponse(System.out::print)
                    .onCompleteResponse(response -> {
                        System.out.println("\n" + response.tokenUsage().totalTokenCount() + " tokens");
                        done.complete(response);
                    })
                    .onError(done::completeExceptionally)
                    .start();
            done.join();
        }
    }

    private static void show(List<Content> contents) {
        for (Content content : contents) {
            System.out.printf(
                    Locale.ROOT,
                    "Source (%.2f): %s%n",
                    (Double) content.metadata().get(ContentMetadata.SCORE),
                    content.textSegment().text());
        }
    }
}
