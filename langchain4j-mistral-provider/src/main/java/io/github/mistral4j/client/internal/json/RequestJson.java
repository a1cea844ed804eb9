package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonWriter.field;

import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of requests. */
public final class RequestJson {

    private RequestJson() {}

    public static JsonContent chat(ChatCompletionRequest request, boolean stream) {
        return json -> ChatRequestWriter.write(json, request, stream);
    }

    /** The same request as an object, without what a batch job says for all. */
    public static Map<String, @Nullable Object> chatObject(ChatCompletionRequest request) {
        return without(JsonTree.copied(chat(request, false)));
    }

    /** The same request as an object, without what a batch job says for all. */
    public static Map<String, @Nullable Object> embeddingsObject(EmbeddingsRequest request) {
        return without(JsonTree.copied(embeddings(request)));
    }

    private static Map<String, @Nullable Object> without(Map<?, ?> object) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(JsonTree.object(object));
        rest.remove("model");
        rest.remove("stream");
        return rest;
    }

    /** A JSON object. */
    public static JsonContent tree(Map<String, @Nullable Object> object) {
        return json -> JsonTree.write(json, object);
    }

    /** Messages as the JSON objects they are. */
    public static List<Map<String, @Nullable Object>> messages(List<Message> messages) {
        return messages.stream()
                .map(message -> JsonTree.object(JsonTree.copied(json -> MessageWriter.write(json, message))))
                .toList();
    }

    public static JsonContent embeddings(EmbeddingsRequest request) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("model", request.model());
            field(json, "input", request.input());
            field(json, "metadata", request.metadata());
            field(json, "output_dimension", request.outputDimension());
            field(json, "output_dtype", request.outputDtype());
            field(json, "encoding_format", request.encodingFormat());
            JsonWriter.extra(json, request.extra());
            json.writeEndObject();
        };
    }
}
