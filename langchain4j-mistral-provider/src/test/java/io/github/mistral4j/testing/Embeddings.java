package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Vectors made of the words of a text: the more words two texts share, the closer they are. */
final class Embeddings {

    private Embeddings() {}

    static String of(JsonNode request, String id) {
        JsonNode input = request.path("input");
        int standard = request.path("model").asText().startsWith("codestral-embed") ? 1536 : 1024;
        int dimension = request.path("output_dimension").asInt(standard);
        String type = request.path("output_dtype").asText("float");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", id)
                .put("object", "list")
                .put("model", request.path("model").asText());
        ArrayNode data = body.putArray("data");
        int tokens = 0;
        for (JsonNode text : input.isArray() ? input : List.of(input)) {
            ObjectNode entry = data.addObject().put("object", "embedding");
            write(entry.putArray("embedding"), vector(text.asText(), dimension), type);
            entry.put("index", data.size() - 1);
            tokens += Tokens.count(text.asText());
        }
        body.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("total_tokens", tokens)
                .put("completion_tokens", 0)
                .putNull("request_count");
        return body.toString();
    }

    private static float[] vector(String text, int dimension) {
        float[] vector = new float[dimension];
        for (String token : Tokens.of(text.toLowerCase(Locale.ROOT))) {
            int hash = token.strip().hashCode() * 0x9E3779B9;
            vector[Math.floorMod(hash, dimension)] += 1;
            vector[Math.floorMod(hash >>> 7, dimension)] += (hash & 1) == 0 ? 0.5f : -0.5f;
        }
        double square = 0;
        for (float value : vector) {
            square += value * value;
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] /= (float) Math.sqrt(Math.max(square, 1e-12));
        }
        return vector;
    }

    private static void write(ArrayNode array, float[] vector, String type) {
        switch (type) {
            case "int8" -> {
                for (float value : vector) {
                    array.add(Math.round(value * 127));
                }
            }
            case "uint8" -> {
                for (float value : vector) {
                    array.add(Math.round((value + 1) * 127.5f));
                }
            }
            case "binary", "ubinary" -> {
                for (int i = 0; i < vector.length; i += 8) {
                    int packed = 0;
                    for (int bit = 0; bit < 8; bit++) {
                        packed = packed << 1 | (vector[i + bit] > 0 ? 1 : 0);
                    }
                    array.add(type.equals("binary") ? packed - 128 : packed);
                }
            }
            default -> {
                for (float value : vector) {
                    array.add(value);
                }
            }
        }
    }
}
