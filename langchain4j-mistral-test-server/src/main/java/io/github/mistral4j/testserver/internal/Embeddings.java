package io.github.mistral4j.testserver.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Vectors made of the words of a text: the more words two texts share, the closer they are. */
public final class Embeddings {

    private Embeddings() {}

    public static List<String> inputs(JsonNode request) {
        List<String> inputs = new ArrayList<>();
        JsonNode input = request.path("input");
        for (JsonNode text : input.isArray() ? input : List.of(input)) {
            inputs.add(text.asText());
        }
        return inputs;
    }

    /** A vector for each input, as long as the request wants it. */
    public static List<float[]> vectors(JsonNode request) {
        int standard = request.path("model").asText().startsWith("codestral-embed") ? 1536 : 1024;
        int dimension = request.path("output_dimension").asInt(standard);
        return inputs(request).stream().map(text -> vector(text, dimension)).toList();
    }

    public static ObjectNode answer(JsonNode request, List<float[]> vectors, String id) {
        String type = request.path("output_dtype").asText("float");
        boolean base64 = request.path("encoding_format").asText().equals("base64");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", id)
                .put("object", "list")
                .put("model", request.path("model").asText());
        ArrayNode data = body.putArray("data");
        for (float[] vector : vectors) {
            ObjectNode entry = data.addObject().put("object", "embedding");
            if (base64) {
                entry.put("embedding", base64(vector));
            } else {
                write(entry.putArray("embedding"), vector, type);
            }
            entry.put("index", data.size() - 1);
        }
        int tokens = inputs(request).stream().mapToInt(Tokens::count).sum();
        body.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("total_tokens", tokens)
                .put("completion_tokens", 0)
                .putNull("request_count");
        return body;
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

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
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
