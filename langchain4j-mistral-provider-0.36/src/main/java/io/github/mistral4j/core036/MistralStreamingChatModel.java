package io.github.mistral4j.core036;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.chat.StreamingChatLanguageModel;
import io.github.mistral4j.client.ChatStreamListener;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.ToolChoice;
import io.github.mistral4j.client.api.Usage;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Mistral's chat models, answering piece by piece: a handler gets the texts, all on one thread, and then exactly one ending. */
public final class MistralStreamingChatModel implements StreamingChatLanguageModel {

    private final MistralClient client;
    private final Consumer<ChatCompletionRequest.Builder> settings;

    /** As {@link MistralChatModel#MistralChatModel}. */
    public MistralStreamingChatModel(MistralClient client, Consumer<ChatCompletionRequest.Builder> settings) {
        this.client = requireNonNull(client, "client");
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public void generate(List<ChatMessage> messages, StreamingResponseHandler<AiMessage> handler) {
        generate(messages, List.of(), handler);
    }

    @Override
    public void generate(
            List<ChatMessage> messages,
            @Nullable List<ToolSpecification> tools,
            StreamingResponseHandler<AiMessage> handler) {
        client.streamChat(Requests.of(settings, messages, tools).build(), new Listener(handler));
    }

    /** The answer is a call of this tool. */
    @Override
    public void generate(
            List<ChatMessage> messages, ToolSpecification tool, StreamingResponseHandler<AiMessage> handler) {
        ChatCompletionRequest.Builder request = Requests.of(settings, messages, List.of(tool));
        client.streamChat(request.toolChoice(ToolChoice.ANY).build(), new Listener(handler));
    }

    private static final class Listener implements ChatStreamListener {

        private final StreamingResponseHandler<AiMessage> handler;
        private final AnswerBuilder answer = new AnswerBuilder();

        Listener(StreamingResponseHandler<AiMessage> handler) {
            this.handler = requireNonNull(handler, "handler");
        }

        @Override
        public void onText(int choice, String text) {
            if (choice == 0) {
                answer.text(text);
                handler.onNext(text);
            }
        }

        @Override
        public void onPart(int choice, ContentPart part) {
            if (part instanceof ContentPart.Text text && !text.text().isEmpty()) {
                onText(choice, text.text());
            }
        }

        @Override
        public void onToolCall(int choice, ToolCall call) {
            if (choice == 0) {
                answer.toolCall(call);
            }
        }

        @Override
        public void onFinish(int choice, FinishReason reason) {
            if (choice == 0) {
                answer.finish(reason);
            }
        }

        @Override
        public void onUsage(Usage usage) {
            answer.usage(usage);
        }

        @Override
        public void onComplete() {
            handler.onComplete(answer.response());
        }

        @Override
        public void onFailure(MistralException failure) {
            handler.onError(failure);
        }
    }
}
