package io.github.mistral4j.benchmarks.springai;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.harness.StreamSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.mistralai.MistralAiChatModel;
import org.springframework.ai.mistralai.MistralAiChatOptions;
import org.springframework.ai.mistralai.MistralAiEmbeddingModel;
import org.springframework.ai.mistralai.MistralAiEmbeddingOptions;
import org.springframework.ai.mistralai.api.MistralAiApi;

/** Spring AI with its defaults and no observation; on this class path its HTTP client is the JDK's. */
public final class SpringAiContender implements Contender {

    private final MistralAiApi api;
    private volatile List<Message> history = List.of();
    private final MistralAiChatModel chat;
    private @Nullable MistralAiEmbeddingModel embeddings;

    public SpringAiContender(String baseUrl) {
        api = MistralAiApi.builder()
                .baseUrl(baseUrl.substring(0, baseUrl.length() - "/v1".length()))
                .apiKey(Samples.KEY)
                .build();
        chat = MistralAiChatModel.builder()
                .mistralAiApi(api)
                .defaultOptions(
                        MistralAiChatOptions.builder().model(Samples.CHAT_MODEL).build())
                .build();
    }

    private synchronized MistralAiEmbeddingModel embeddings() {
        if (embeddings == null) {
            embeddings = MistralAiEmbeddingModel.builder()
                    .mistralAiApi(api)
                    .options(MistralAiEmbeddingOptions.builder()
                            .withModel(Samples.EMBEDDING_MODEL)
                            .build())
                    .build();
        }
        return embeddings;
    }

    @Override
    public String ask(String question) {
        return text(chat.call(new Prompt(question)));
    }

    @Override
    public String converse(List<String> messages) {
        List<Message> known = history;
        if (known.isEmpty()) {
            known = messages(messages);
            history = known;
        }
        return text(chat.call(new Prompt(known)));
    }

    private static List<Message> messages(List<String> texts) {
        List<Message> messages = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            messages.add(
                    switch (Samples.role(i)) {
                        case "system" -> new SystemMessage(text);
                        case "user" -> new UserMessage(text);
                        default -> new AssistantMessage(text);
                    });
        }
        return messages;
    }

    @Override
    public void stream(String question, StreamSink sink) {
        chat.stream(new Prompt(question))
                .subscribe(
                        response -> {
                            String text = text(response);
                            if (!text.isEmpty()) {
                                sink.token(text);
                            }
                        },
                        sink::failed,
                        sink::done);
    }

    private static String text(ChatResponse response) {
        if (response.getResult() == null) {
            return "";
        }
        String text = response.getResult().getOutput().getText();
        return text == null ? "" : text;
    }

    @Override
    public List<float[]> embed(List<String> inputs) {
        return embeddings().embedForResponse(inputs).getResults().stream()
                .map(Embedding::getOutput)
                .toList();
    }

    @Override
    public void close() {}
}
