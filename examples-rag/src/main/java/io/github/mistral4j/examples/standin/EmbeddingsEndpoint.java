package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.embedding.Embedding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code POST /v1/embeddings}. */
final class EmbeddingsEndpoint implements Endpoint {

    private static final List<Object> BODY = List.of("body");
    private static final Set<String> FIELDS =
            Set.of("model", "input", "metadata", "output_dimension", "output_dtype", "encoding_format");
    private static final int MOST_INPUTS = 256;
    private static final int MOST_TOKENS = 16_384;

    private final StandInModels models;

    EmbeddingsEndpoint(StandInModels models) {
        this.models = models;
    }

    @Override
    public void answer(JsonNode request, Exchange exchange) throws IOException {
        check(request);
        List<String> inputs = inputs(request.get("input"));
        if (inputs.size() > MOST_INPUTS) {
            throw tooMany("Too many inputs in request, split into more batches.");
        }
        int tokens = inputs.stream().mapToInt(Tokens::count).sum();
        if (tokens > MOST_TOKENS) {
            throw tooMany("Too many tokens overall, split into more batches.");
        }
        exchange.json(200, response(LocalEmbeddings.embed(inputs), tokens));
    }

    private void check(JsonNode request) {
        RequestCheck check = new RequestCheck();
        check.onlyFields(request, BODY, FIELDS);
        check.required(request, BODY, "model");
        check.required(request, BODY, "input");
        check.field(
                request,
                BODY,
                "input",
                input -> input.isTextual() || isTexts(input),
                "string_type",
                "Input should be a valid string");
        check.field(
                request,
                BODY,
                "encoding_format",
                format -> format.asText().equals("float"),
                "enum",
                "The stand-in knows only 'float'");
        check.throwIfAny();
        String model = request.get("model").asText();
        if (!models.isEmbeddingModel(model)) {
            throw Refusal.invalidModel(model);
        }
        if (request.hasNonNull("output_dimension")) {
            throw Refusal.badRequest(
                    "Output dimension is not supported by this model", "invalid_request_invalid_args", "3051");
        }
    }

    private static boolean isTexts(JsonNode input) {
        boolean all = input.isArray();
        for (JsonNode text : input) {
            all = all && text.isTextual();
        }
        return all;
    }

    private static List<String> inputs(JsonNode input) {
        List<String> inputs = new ArrayList<>();
        if (input.isTextual()) {
            inputs.add(input.asText());
        }
        input.forEach(text -> inputs.add(text.asText()));
        return inputs;
    }

    private static ObjectNode response(List<Embedding> embeddings, int tokens) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode body = json.objectNode()
                .put("id", UUID.randomUUID().toString().replace("-", ""))
                .put("object", "list")
                .put("model", LocalEmbeddings.MODEL);
        ArrayNode data = body.putArray("data");
        for (int i = 0; i < embeddings.size(); i++) {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", i);
            ArrayNode numbers = item.putArray("embedding");
            for (float number : embeddings.get(i).vector()) {
                numbers.add(number);
            }
        }
        body.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("completion_tokens", 0)
                .put("total_tokens", tokens);
        return body;
    }

    private static Refusal tooMany(String message) {
        return Refusal.badRequest(message, "invalid_request_prompt", "3210");
    }
}
