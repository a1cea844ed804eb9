package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatChunkListener;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The chunks of a chat completion on their way through a delivery. Whoever hears them keeps them, so they are counted. */
record ChatDelivery(StreamDelivery<ChatStreamListener> to) implements ChatChunkListener {

    /** What an object beside its text may take. */
    private static final int OBJECT = 200;

    @Override
    public void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {
        to.deliver((listener, choice, nothing) -> listener.onStart(id, model, created), 0, "");
    }

    @Override
    public void onText(int choice, String text) {
        to.keep(choice == 0 ? text.length() : text.length() + OBJECT);
        to.deliver(ChatChunkListener::onText, choice, text);
    }

    @Override
    public void onPart(int choice, ContentPart part) {
        to.keep(part instanceof ContentPart.Thinking thinking ? size(thinking) : OBJECT);
        to.deliver(ChatChunkListener::onPart, choice, part);
    }

    private static long size(ContentPart.Thinking thinking) {
        long size = 0;
        for (ContentPart part : thinking.thinking()) {
            size += part instanceof ContentPart.Text text ? text.text().length() : OBJECT;
        }
        return size;
    }

    @Override
    public void onToolCall(int choice, ToolCall call) {
        to.keep(OBJECT + call.arguments().length());
        to.deliver(ChatChunkListener::onToolCall, choice, call);
    }

    @Override
    public void onLogprobs(int choice, List<TokenLogprob> logprobs) {
        to.keep((long) OBJECT * logprobs.size());
        to.deliver(ChatChunkListener::onLogprobs, choice, logprobs);
    }

    @Override
    public void onPromptLogprobs(int choice, List<TokenLogprob> logprobs) {
        to.keep((long) OBJECT * logprobs.size());
        to.deliver(ChatChunkListener::onPromptLogprobs, choice, logprobs);
    }

    @Override
    public void onFinish(int choice, FinishReason reason) {
        to.keep(choice == 0 ? 0 : OBJECT);
        to.deliver(ChatChunkListener::onFinish, choice, reason);
    }

    @Override
    public void onUsage(Usage usage) {
        to.deliver((listener, choice, value) -> listener.onUsage(value), 0, usage);
    }

    @Override
    public void onUnknownEvent(Map<String, @Nullable Object> event) {
        to.deliver((listener, choice, value) -> listener.onUnknownEvent(value), 0, event);
    }
}
