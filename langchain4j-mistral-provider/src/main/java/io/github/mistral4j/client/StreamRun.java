package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One streamed answer: decides when it is complete, and what it is when it is not. */
final class StreamRun implements MistralStream {

    private static final int LONGEST_ERROR_BODY = 256 * 1024;

    private final ChatStreamListener listener;
    private final Cancellation cancellation = new Cancellation();
    private @Nullable Usage usage;

    StreamRun(ChatStreamListener listener) {
        this.listener = listener;
    }

    @Override
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    void run(CallRunner runner, ApiCall call) {
        MistralException failure = null;
        try {
            runner.run(call, this::read, cancellation);
        } catch (MistralException e) {
            failure = e;
        }
        if (isCancelled() && !(failure == null)) {
            return;
        }
        if (failure == null) {
            listener.onComplete();
        } else {
            listener.onFailure(failure);
        }
    }

    private @Nullable Usage read(BufferedSource body, ResponseInfo info, Redaction redaction) throws IOException {
        listener.onOpen(info);
        if (isOtherThanEvents(body)) {
            throw notAStream(body, info, redaction);
        }
        ChatStreamReader reader = new ChatStreamReader(body, observer());
        ChatStreamReader.End end;
        try {
            end = reader.read();
        } catch (UnexpectedBodyException e) {
            throw e;
        } catch (IOException e) {
            if (reader.finishReason() == null || cancellation.isCancelled()) {
                throw e;
            }
            end = ChatStreamReader.End.REGULAR;
        } finally {
            reader.close();
        }
        conclude(reader, end, info, redaction);
        return usage;
    }

    private static void conclude(
            ChatStreamReader reader, ChatStreamReader.End end, ResponseInfo info, Redaction redaction) {
        if (end == ChatStreamReader.End.ERROR_EVENT) {
            ApiError error = ErrorParser.of(reader.errorEvent(), redaction);
            throw new MistralResponseException(
                    error == null
                            ? "the stream ended with an error event"
                            : "the stream ended with an error: " + error.message(),
                    info,
                    error);
        }
        FinishReason reason = reader.finishReason();
        if (reason == null) {
            throw new MistralResponseException(
                    reader.events() == 0
                            ? "the answer is empty, not a stream of events"
                            : "the stream was cut: it ended after " + reader.events()
                                    + " events without a finish_reason",
                    info,
                    null);
        }
        if (reason.equals(FinishReason.ERROR)) {
            throw new MistralResponseException("the server gave up the answer (finish_reason: error)", info, null);
        }
    }

    // An event begins with a letter, a colon or a byte order mark.
    private static boolean isOtherThanEvents(BufferedSource body) throws IOException {
        while (body.request(1)) {
            byte first = body.getBuffer().getByte(0);
            if (first == '\n' || first == '\r' || first == ' ' || first == '\t') {
                body.skip(1);
                continue;
            }
            return first == '{' || first == '[' || first == '<' || first == '"';
        }
        return false;
    }

    private static MistralResponseException notAStream(BufferedSource body, ResponseInfo info, Redaction redaction)
            throws IOException {
        body.request(LONGEST_ERROR_BODY);
        byte[] head =
                body.readByteArray(Math.min(LONGEST_ERROR_BODY, body.getBuffer().size()));
        ApiError error = ErrorParser.parse(info.status(), info.contentType(), head, redaction);
        return new MistralResponseException(
                "the answer is not a stream of events: " + error.message(), info, error.fromBody() ? error : null);
    }

    private ChatStreamListener observer() {
        return new ChatStreamListener() {
            @Override
            public void onStart(@Nullable String id, @Nullable String model, @Nullable Long created) {
                listener.onStart(id, model, created);
            }

            @Override
            public void onText(int choice, String text) {
                listener.onText(choice, text);
            }

            @Override
            public void onPart(int choice, ContentPart part) {
                listener.onPart(choice, part);
            }

            @Override
            public void onToolCall(int choice, ToolCallDelta delta) {
                listener.onToolCall(choice, delta);
            }

            @Override
            public void onFinish(int choice, FinishReason reason) {
                listener.onFinish(choice, reason);
            }

            @Override
            public void onUsage(Usage found) {
                usage = found;
                listener.onUsage(found);
            }

            @Override
            public void onUnknownEvent(Map<String, @Nullable Object> event) {
                listener.onUnknownEvent(event);
            }

            @Override
            public void onComplete() {}

            @Override
            public void onFailure(MistralException failure) {}
        };
    }
}
