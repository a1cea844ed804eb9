package io.github.mistral4j.internal;

import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.internal.endpoints.BatchJson;
import io.github.mistral4j.client.internal.json.AnswerReader;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.RequestJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and answers of a batch job as the JSON objects they are. */
public final class BatchWire {

    private BatchWire() {}

    public static Map<String, @Nullable Object> chat(ChatCompletionRequest request) {
        return RequestJson.chatObject(request);
    }

    public static Map<String, @Nullable Object> embeddings(EmbeddingsRequest request) {
        return RequestJson.embeddingsObject(request);
    }

    public static ChatCompletionResponse chatAnswer(Map<String, @Nullable Object> body) throws IOException {
        return present(AnswerReader.chat().of(body));
    }

    public static EmbeddingsResponse embeddingsAnswer(Map<String, @Nullable Object> body) throws IOException {
        return present(AnswerReader.embeddings(1).of(body));
    }

    private static <T> T present(@Nullable T answer) throws IOException {
        if (answer == null) {
            throw new IOException("the answer is not what was promised");
        }
        return answer;
    }

    /** Writes an input file, a line for each request. */
    public static void write(List<BatchJob.Item> items, Path file) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (BatchJob.Item item : items) {
                lines.write(JsonTree.text(BatchJson.item(item)));
                lines.write('\n');
            }
        }
    }

    /** A line of an output file; null where it is none. */
    public static BatchJob.@Nullable Output line(String line) {
        return BatchJson.line(line);
    }

    /** What a body that is an error says. */
    public static String error(Map<String, @Nullable Object> body) {
        Object message = body.get("message");
        return message instanceof String text && !text.isBlank() ? text : "the request failed";
    }
}
