package io.github.mistral4j.batch;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a chat model's client would, so that requests and answers of a batch go through the very mapping and checks of chat:
 * it keeps the request and gives an answer that is there already.
 */
final class RecordedChat implements MistralClient {

    private static final ChatCompletionResponse NONE = new ChatCompletionResponse(
            null,
            null,
            null,
            null,
            List.of(new ChatChoice(0, new Message.Assistant(null, List.of(), false), null)),
            null,
            List.of());

    private final ThreadLocal<@Nullable ChatCompletionRequest> request = new ThreadLocal<>();
    private final ThreadLocal<@Nullable ChatCompletionResponse> answer = new ThreadLocal<>();

    /** What would have been sent by this. */
    ChatCompletionRequest requestOf(Runnable call) {
        try {
            call.run();
            ChatCompletionRequest recorded = request.get();
            if (recorded == null) {
                throw new IllegalStateException("nothing was asked");
            }
            return recorded;
        } finally {
            request.remove();
        }
    }

    /** Answers the calls of this thread. */
    void answering(ChatCompletionResponse response, Runnable call) {
        answer.set(response);
        try {
            call.run();
        } finally {
            answer.remove();
        }
    }

    @Override
    public MistralResponse<ChatCompletionResponse> chat(ChatCompletionRequest asked) {
        request.set(asked);
        ChatCompletionResponse given = answer.get();
        return new MistralResponse<>(given == null ? NONE : given, ResponseInfo.of(200, Map.of()));
    }

    @Override
    public void close() {}
}
