package io.github.mistral4j.internal.streaming;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.client.ChatStreamListener;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralResponseException;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.limit.WaitsInside;
import io.github.mistral4j.internal.answer.Answer;
import io.github.mistral4j.internal.answer.AnswerAssembler;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One streamed answer on its way from the client to a sink. Of several candidates the first is the answer. */
public final class StreamingAnswer implements ChatStreamListener, WaitsInside {

    private final ChatResults results;
    private final StreamSink sink;
    private final AnswerAssembler answer;
    private @Nullable ResponseInfo info;

    private StreamingAnswer(ChatResults results, StreamSink sink) {
        this.results = results;
        this.sink = sink;
        this.answer = new AnswerAssembler(sink, results.returnThinking());
    }

    /** Sends the request; the sink hears of everything else, also when the client is closed. */
    public static StreamControl start(
            MistralClient client,
            ChatCompletionRequest request,
            ChatResults results,
            Function<StreamControl, StreamSink> sinks) {
        StreamControl control = new StreamControl();
        StreamSink sink = sinks.apply(control);
        try {
            control.started(client.streamChat(request, new StreamingAnswer(results, sink)));
        } catch (MistralException e) {
            control.refused();
            sink.error(results.failure(e, null));
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
            String name = delta.name() == null ? null : results.toolName(delta.name());
            answer.toolCall(new ToolCall(delta.id(), name, delta.arguments(), delta.index()));
        }
    }

    @Override
    public void onFinish(int choice, FinishReason reason) {
        if (choice == 0) {
            answer.finish(reason);
        }
    }

    @Override
    public void onLogprobs(int choice, List<TokenLogprob> logprobs) {
        if (choice == 0) {
            answer.logprobs(logprobs);
        }
    }

    @Override
    public void onPromptLogprobs(int choice, List<TokenLogprob> logprobs) {
        if (choice == 0) {
            answer.promptLogprobs(logprobs);
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
    public void timeIsUp() {
        sink.stopWaiting();
    }

    @Override
    public void onComplete() {
        Answer whole = answer.finished();
        ChatResponse response = results.response(whole, info);
        if (info != null && whole.lacksItsCalls()) {
            sink.error(results.failure(new MistralResponseException(Answer.LACKS_CALLS, info, null), response));
        } else {
            sink.complete(response);
        }
    }

    @Override
    public void onFailure(MistralException failure) {
        sink.error(translated(failure));
    }

    private Throwable translated(MistralException failure) {
        return results.failure(failure, info == null ? null : results.response(answer.soFar(), info));
    }
}
