package io.github.mistral4j.benchmarks.existing;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiEmbeddingModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.StreamSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The existing module with its defaults. */
public final class ExistingContender implements Contender {

    private final String baseUrl;
    private volatile List<ChatMessage> history = List.of();
    private @Nullable ChatModel chat;
    private @Nullable StreamingChatModel streaming;
    private @Nullable EmbeddingModel embeddings;

    public ExistingContender(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    private synchronized ChatModel chat() {
        if (chat == null) {
            chat = MistralAiChatModel.builder()
                    .baseUrl(baseUrl)
                    .apiKey(Samples.KEY)
                    .modelName(Samples.CHAT_MODEL)
                    .build();
        }
        return chat;
    }

    private synchronized StreamingChatModel streaming() {
        if (streaming == null) {
            streaming = MistralAiStreamingChatModel.builder()
                    .baseUrl(baseUrl)
                    .apiKey(Samples.KEY)
                    .modelName(Samples.CHAT_MODEL)
                    .build();
        }
        return streaming;
    }

    private synchronized EmbeddingModel embeddings() {
        if (embeddings == null) {
            embeddings = MistralAiEmbeddingModel.builder()
                    .baseUrl(baseUrl)
                    .apiKey(Samples.KEY)
                    .modelName(Samples.EMBEDDING_MODEL)
                    .build();
        }
        return embeddings;
    }

    @Override
    public String ask(String question) {
        return chat().chat(question);
    }

    @Override
    public String converse(List<String> messages) {
        List<ChatMessage> known = history;
        if (known.isEmpty()) {
            known = messages(messages);
            history = known;
        }
        return chat().chat(known).aiMessage().text();
    }

    private static List<ChatMessage> messages(List<String> texts) {
        List<ChatMessage> messages = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            messages.add(
                    switch (Samples.role(i)) {
                        case "system" -> SystemMessage.from(text);
                        case "user" -> UserMessage.from(text);
                        default -> AiMessage.from(text);
                    });
        }
        return messages;
    }

    @Override
    public void stream(String question, StreamSink sink) {
        streaming().chat(question, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
                sink.token(text);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                sink.done();
            }

            @Override
            public void onError(Throwable failure) {
                sink.failed(failure);
            }
        });
    }

    @Override
    public List<float[]> embed(List<String> inputs) {
        List<TextSegment> segments = inputs.stream().map(TextSegment::from).toList();
        return embeddings().embedAll(segments).content().stream()
                .map(Embedding::vector)
                .toList();
    }

    @Override
    public void close() {}
}
