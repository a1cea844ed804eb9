package io.github.mistral4j.benchmarks.provider;

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
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.StreamSink;
import io.github.mistral4j.client.MistralClient;
import java.util.ArrayList;
import java.util.List;

/** This provider: one client under its three models, with its defaults. */
public final class ProviderContender implements Contender {

    private final MistralClient client;
    private volatile List<ChatMessage> history = List.of();
    private final ChatModel chat;
    private final StreamingChatModel streaming;
    private final EmbeddingModel embeddings;

    public ProviderContender(String baseUrl) {
        client = MistralClient.builder().baseUrl(baseUrl).apiKey(Samples.KEY).build();
        chat = MistralChatModel.builder()
                .client(client)
                .modelName(Samples.CHAT_MODEL)
                .build();
        streaming = MistralStreamingChatModel.builder()
                .client(client)
                .modelName(Samples.CHAT_MODEL)
                .build();
        embeddings = MistralEmbeddingModel.builder()
                .client(client)
                .modelName(Samples.EMBEDDING_MODEL)
                .build();
    }

    @Override
    public String ask(String question) {
        return chat.chat(question);
    }

    @Override
    public String converse(List<String> messages) {
        List<ChatMessage> known = history;
        if (known.isEmpty()) {
            known = messages(messages);
            history = known;
        }
        return chat.chat(known).aiMessage().text();
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
        streaming.chat(question, new StreamingChatResponseHandler() {
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
        return embeddings.embedAll(segments).content().stream()
                .map(Embedding::vector)
                .toList();
    }

    @Override
    public List<float[]> embedAll(List<String> segments) {
        return embed(segments);
    }

    @Override
    public void close() {
        client.close();
    }
}
