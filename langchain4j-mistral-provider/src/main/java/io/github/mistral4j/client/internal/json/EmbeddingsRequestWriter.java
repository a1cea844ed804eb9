package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonWriter.field;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import java.io.IOException;

final class EmbeddingsRequestWriter {

    private EmbeddingsRequestWriter() {}

    static void write(JsonGenerator json, EmbeddingsRequest request) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", request.model());
        field(json, "input", request.input());
        field(json, "metadata", request.metadata());
        field(json, "output_dimension", request.outputDimension());
        field(json, "output_dtype", request.outputDtype());
        field(json, "encoding_format", request.encodingFormat());
        JsonWriter.extra(json, request.extra());
        json.writeEndObject();
    }
}
