package io.github.mistral4j.examples.quickstart;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.transformer.CompressingQueryTransformer;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Questions about documents as an AI service: citations, a conversation, a streamed answer. {@code ./rag quickstart rag} */
public final class RagWithCitations {

    private static final List<Document> DOCUMENTS = List.of(
            Document.from("The warranty of the Ulva kettle is 24 months."),
            Document.from("The warranty of the Brann toaster is 36 months."));

    interface Assistant {
        @SystemMessage("Answer from the passages alone; put a passage's number behind each statement, as in [1].")
        TokenStream answer(String question);
    }

    public static void main(String... arguments) {
        try (Server server = Server.open()) {
            Assistant assistant = assistant(server.client());
            ask(assistant, "How long is the warranty of the kettle?");
            ask(assistant, "And of the toaster?");
        }
    }

    private static Assistant assistant(MistralClient mistral) {
        EmbeddingModel embeddings = MistralEmbeddingModel.builder()
                .client(mistral)
                .modelName("mistral-embed")
                .build();
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        EmbeddingStoreIngestor.builder()
                .documentSplitter(DocumentSplitters.recursive(700, 0))
                .embeddingModel(embeddings)
                .embeddingStore(store)
                .build()
                .ingest(DOCUMENTS);
        ChatModel small = MistralChatModel.builder()
                .client(mistral)
                .modelName("mistral-small-latest")
                .build();
        return AiServices.builder(Assistant.class)
                .streamingChatModel(MistralStreamingChatModel.builder()
                        .client(mistral)
                        .modelName("mistral-medium-latest")
                        .build())
                .chatMemory(MessageWindowChatMemory.withMaxMessages(10))
                .storeRetrievedContentInChatMemory(false)
                .retrievalAugmentor(DefaultRetrievalAugmentor.builder()
                        .queryTransformer(new CompressingQueryTransformer(small))
                        .contentRetriever(EmbeddingStoreContentRetriever.builder()
                                .embeddingStore(store)
                                .embeddingModel(embeddings)
                                .build())
                        .contentInjector(RagWithCitations::numbered)
                        .build())
                .build();
    }

    private static ChatMessage numbered(List<Content> passages, ChatMessage question) {
        StringBuilder text = new StringBuilder(((UserMessage) question).singleText()).append("\n\nPassages:");
        passages.forEach(passage -> text.append("\n[%d] ".formatted(passages.indexOf(passage) + 1))
                .append(passage.textSegment().text()));
        return UserMessage.from(text.toString());
    }

    private static void ask(Assistant assistant, String question) {
        System.out.println("> " + question);
        CompletableFuture<Object> done = new CompletableFuture<>();
        assistant
                .answer(question)
                .onPartialResponse(System.out::print)
                .onCompleteResponse(done::complete)
                .onError(done::completeExceptionally)
                .start();
        done.join();
        System.out.println();
    }
}
