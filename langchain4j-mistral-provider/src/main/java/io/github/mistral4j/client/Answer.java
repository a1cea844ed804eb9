package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatChoice;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.internal.json.AnswerReader;
import io.github.mistral4j.client.internal.json.ErrorFields;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.net.AnswerWeight;
import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** What becomes of the body of an answer with status 2xx. */
interface Answer<T> {

    T read(BufferedSource body, ResponseInfo info, Redaction redaction) throws IOException;

    /** How many bytes the body may have. */
    default long longest(long maxAnswerSize) {
        return maxAnswerSize;
    }

    /** What the bytes take in memory until the answer is there; null when they are not kept. */
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

    /** Bytes of any number, such as a file or sound; the reader decides how many it takes. */
    static <T> Answer<MistralResponse<T>> bytes(BytesReader<T> reader) {
        return new Answer<>() {
            @Override
            public MistralResponse<T> read(BufferedSource body, ResponseInfo info, Redaction redaction)
                    throws IOException {
                return new MistralResponse<>(reader.read(body.inputStream()), info);
            }

            @Override
            public long longest(long maxAnswerSize) {
                return Long.MAX_VALUE;
            }

            @Override
            public @Nullable AnswerWeight weight() {
                return null;
            }
        };
    }

    /** Nothing, or nothing of interest. */
    static Answer<ResponseInfo> none() {
        return (body, info, redaction) -> info;
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
