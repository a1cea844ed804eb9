package io.github.mistral4j.examples.quickstart;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.ocr.MistralOcrDocumentParser;
import io.github.mistral4j.ocr.MistralOcrModel;
import java.util.List;

/** A scan is read by OCR and asked about; the answer names the page. {@code ./rag quickstart ocr} */
public final class OcrIntoRag {

    interface Assistant {
        @SystemMessage("Answer from the passages alone; put a passage's number behind each statement, as in [1].")
        String answer(String question);
    }

    private OcrIntoRag() {}

    public static void main(String... arguments) {
        try (Server server = Server.open()) {
            MistralClient client = server.client();
            MistralOcrDocumentParser parser = new MistralOcrDocumentParser(
                    MistralOcrModel.builder().client(client).build());
            List<Document> pages = parser.parsePages(
                    requireNonNull(OcrIntoRag.class.getResourceAsStream("/quickstart/service-report.png")));
            System.out.println("> When is the next inspection of unit 12 due?");
            System.out.println(assistant(client, pages).answer("When is the next inspection of unit 12 due?"));
        }
    }

    private static Assistant assistant(MistralClient client, List<Document> pages) {
        EmbeddingModel embeddings = MistralEmbeddingModel.builder()
                .client(client)
                .modelName("mistral-embed")
                .build();
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        EmbeddingStoreIngestor.builder()
                .documentSplitter(DocumentSplitters.recursive(80, 0))
                .embeddingModel(embeddings)
                .embeddingStore(store)
                .build()
                .ingest(pages);
        return AiServices.builder(Assistant.class)
                .chatModel(MistralChatModel.builder()
                        .client(client)
                        .modelName("mistral-small-latest")
                        .build())
                .retrievalAugmentor(DefaultRetrievalAugmentor.builder()
                        .contentRetriever(EmbeddingStoreContentRetriever.builder()
                                .embeddingStore(store)
                                .embeddingModel(embeddings)
                                .build())
                        .contentInjector(OcrIntoRag::numbered)
                        .build())
                .build();
    }

    private static ChatMessage numbered(List<Content> passages, ChatMessage question) {
        StringBuilder text = new StringBuilder(((UserMessage) question).singleText()).append("\n\nPassages:");
        for (int i = 0; i < passages.size(); i++) {
            TextSegment passage = passages.get(i).textSegment();
            int page = passage.metadata().getInteger(MistralOcrDocumentParser.PAGE);
            text.append("\n[%d] Page %d: %s".formatted(i + 1, page, passage.text()));
        }
        return UserMessage.from(text.toString());
    }
}
