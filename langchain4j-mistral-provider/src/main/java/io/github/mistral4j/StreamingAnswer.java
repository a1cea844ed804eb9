package io.github.mistral4j;

import io.github.mistral4j.client.ChatStreamListener;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralTimeoutException;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.internal.AnswerAssembler;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One streamed answer on its way from the client to a sink. Of several candidates the first is the answer. */
final class StreamingAnswer implements ChatStreamListener {

    private final ChatCompletionRequest request;
    private final StreamSink sink;
    private final AnswerAssembler answer;
    private @Nullable ResponseInfo info;

    private StreamingAnswer(ChatCompletionRequest request, StreamSink sink, boolean returnThinking) {
        this.request = request;
        this.sink = sink;
        this.answer = new AnswerAssembler(sink, returnThinking);
    }

    /** Sends the request; the sink hears of everything else, also when the client is closed. */
    static StreamControl start(
            MistralClient client,
            ChatCompletionRequest request,
            boolean returnThinking,
            Function<StreamControl, StreamSink> sinks) {
        StreamControl control = new StreamControl();
        StreamSink sink = sinks.apply(control);
        try {
            control.started(client.streamChat(request, new StreamingAnswer(request, sink, returnThinking)));
        } catch (MistralException e) {
            control.refused();
            sink.error(MistralExceptionMapper.map(e));
        } catch (RuntimeException | Error e) {
            control.refused();
            throw e;
        }
        return control;
    }

    @Override
    public void onOpen(ResponseInfo opened) {
        info = opened;
    }

    @Override
    public void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {
        answer.start(id, model, created);
    }

    @Override
    public void onText(int choice, String text) {
        if (choice == 0) {
            answer.text(text);
        }
    }

    @Override
    public void onPart(int choice, ContentPart part) {
        if (choice == 0) {
            answer.part(part);
        }
    }

    @Override
    public void onToolCall(int choice, ToolCall delta) {
        if (choice == 0) {
            answer.toolCall(delta);
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
    public void onUnknownEvent(Map<String, @Nullable Object> event) {
        answer.unmapped(event);
    }

    @Override
    public void onTimeIsUp(MistralTimeoutException failure) {
        sink.stopWaiting(() -> translated(failure));
    }

    @Override
    public void onComplete() {
        sink.complete(ChatResponses.of(answer.finished(), request, info));
    }

    @Override
    public void onFailure(MistralException failure) {
        sink.error(translated(failure));
    }

    private Throwable translated(MistralException failure) {
        return MistralExceptionMapper.map(failure, info == null ? null : ChatResponses.of(answer.soFar(), request, info));
    }
}
