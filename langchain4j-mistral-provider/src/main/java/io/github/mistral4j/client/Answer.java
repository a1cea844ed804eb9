package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.internal.json.AnswerReader;
import io.github.mistral4j.client.internal.json.ErrorFields;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.net.AnswerWeight;
import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** What becomes of the body of an answer with status 2xx. */
interface Answer<T> {

    ByteString OBJECT = ByteString.encodeUtf8("{\"");

    T read(BufferedSource body, ResponseInfo info, Redaction redaction) throws IOException;

    /** What the bytes take in memory until the answer is there; null when they are not kept, and then there may be any number. */
    default @Nullable AnswerWeight weight() {
        return AnswerWeight.VALUES;
    }

    /** The whole-call limit was reached; told on a thread of its own while another one reads. */
    default void timeIsUp() {}

    /**
     * One JSON value.
     *
     * @param promised what it should be, for messages
     */
    static <T> Answer<MistralResponse<T>> json(String promised, AnswerReader<T> reader) {
        return (body, info, redaction) -> new MistralResponse<>(value(promised, reader, body, info, redaction), info);
    }

    /** Embeddings of so many inputs. */
    static Answer<MistralResponse<EmbeddingsResponse>> embeddings(int inputs) {
        Answer<MistralResponse<EmbeddingsResponse>> json =
                json("a list of embeddings", AnswerReader.embeddings(inputs));
        return new Answer<>() {
            @Override
            public MistralResponse<EmbeddingsResponse> read(BufferedSource body, ResponseInfo info, Redaction redaction)
                    throws IOException {
                return json.read(body, info, redaction);
            }

            @Override
            public AnswerWeight weight() {
                return AnswerWeight.NUMBERS;
            }
        };
    }

    /** A completion of chat or of a gap in code. */
    static Answer<MistralResponse<ChatCompletionResponse>> completion(
            String promised, AnswerReader<ChatCompletionResponse> reader) {
        Answer<MistralResponse<ChatCompletionResponse>> json = json(promised, reader);
        return (body, info, redaction) -> {
            MistralResponse<ChatCompletionResponse> response = json.read(body, info, redaction);
            for (ChatChoice choice : response.body().choices()) {
                if (choice.index() == 0) {
                    judge(choice.finishReason(), info);
                }
            }
            return response;
        };
    }

    /** Bytes of any number, such as a file; the reader decides how many it takes. */
    static <T> Answer<MistralResponse<T>> bytes(BytesReader<T> reader) {
        return new Answer<>() {
            @Override
            public MistralResponse<T> read(BufferedSource body, ResponseInfo info, Redaction redaction)
                    throws IOException {
                Watched watched = new Watched(body);
                try {
                    return new MistralResponse<>(
                            reader.read(Okio.buffer((Source) watched).inputStream()), info);
                } catch (IOException e) {
                    if (watched.broken || e instanceof UnexpectedBodyException) {
                        throw e;
                    }
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public @Nullable AnswerWeight weight() {
                return null;
            }
        };
    }

    /** Knows whether it was the body that failed, or whoever reads it. */
    final class Watched extends ForwardingSource {

        private boolean broken;

        private Watched(Source body) {
            super(body);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            broken = true;
            long read = super.read(sink, byteCount);
            broken = false;
            return read;
        }
    }

    /** Sound as it is, which some gateways answer with, or what Mistral answers with in its place. */
    static Answer<MistralResponse<Speech>> sound(Answer<MistralResponse<Speech>> json) {
        return (body, info, redaction) -> {
            if (!isSound(info, body)) {
                return json.read(body, info, redaction);
            }
            return new MistralResponse<>(new Speech(body.readByteArray(), null), info);
        };
    }

    /** By its type, unless there is nothing or JSON, such as an error, in its place. */
    static boolean isSound(ResponseInfo info, BufferedSource body) throws IOException {
        String type = String.valueOf(info.contentType());
        return (type.startsWith("audio/") || type.equals("application/octet-stream"))
                && !body.exhausted()
                && !body.rangeEquals(0, OBJECT);
    }

    /** Nothing, or an object which says that something was deleted. */
    static Answer<ResponseInfo> deletion() {
        Answer<MistralResponse<Boolean>> json = json(
                "that it was deleted",
                AnswerReader.tree(body -> Boolean.TRUE.equals(body.get("deleted")) ? Boolean.TRUE : null));
        return (body, info, redaction) ->
                body.exhausted() ? info : json.read(body, info, redaction).info();
    }

    /** An answer that the server gave up is a failure, however it came. */
    static void judge(@Nullable FinishReason reason, ResponseInfo info) {
        if (FinishReason.ERROR.equals(reason)) {
            throw new MistralResponseException("the server gave up the answer (finish_reason: error)", info, null);
        }
    }

    /** Reads a body that is not JSON. */
    interface BytesReader<T> {
        T read(InputStream body) throws IOException;
    }

    private static <T> T value(
            String promised, AnswerReader<T> reader, BufferedSource body, ResponseInfo info, Redaction redaction)
            throws IOException {
        if (!isJson(body)) {
            throw new UnexpectedBodyException("the answer is not " + promised + ": "
                    + ErrorParser.unreadable(info, redaction).message());
        }
        ErrorFields others = new ErrorFields();
        T result = reader.read(body.inputStream(), others);
        if (result != null) {
            return result;
        }
        Map<String, @Nullable Object> found = others.found();
        ApiError error = found == null ? null : ErrorParser.of(found, redaction);
        throw new MistralResponseException(
                "the answer is not " + promised + (error == null ? "" : ": " + error.message()), info, error);
    }

    private static boolean isJson(BufferedSource body) throws IOException {
        while (body.request(1)) {
            byte first = body.getBuffer().getByte(0);
            if (first != '\n' && first != '\r' && first != ' ' && first != '\t') {
                return first == '{' || first == '[' || first == (byte) 0xEF;
            }
            body.skip(1);
        }
        return false;
    }
}
