package io.github.mistral4j.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** Whether a request is one that the Mistral API accepts. */
public final class MistralRequests {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MistralRequests() {}

    /**
     * Fails when the API would refuse the request, or when the request carries what this project does not send.
     *
     * @throws AssertionError with one line for each rule that is broken
     */
    public static void verify(RecordedRequest request) {
        List<Violation> violations = violations(request);
        if (!violations.isEmpty()) {
            throw new AssertionError(request.getRequestLine() + " breaks rules of the API:\n  "
                    + violations.stream().map(Violation::toString).collect(Collectors.joining("\n  ")));
        }
    }

    /** The rules that a request breaks; of its body for chat completions and embeddings, of its headers for all. */
    public static List<Violation> violations(RecordedRequest request) {
        List<Violation> violations = new ArrayList<>(WireRules.headers(request));
        String path = request.getUrl().encodedPath();
        if (path.endsWith("/chat/completions")) {
            JsonNode body = body(request, RequestSchema.CHAT, violations);
            violations.addAll(MessageRules.violations(body.path("messages")));
            violations.addAll(MediaRules.violations(body.path("messages")));
            violations.addAll(ParameterRules.chat(body));
            violations.addAll(WireRules.accept(request, body.path("stream").asBoolean()));
        } else if (path.endsWith("/embeddings")) {
            violations.addAll(ParameterRules.embeddings(body(request, RequestSchema.EMBEDDINGS, violations)));
            violations.addAll(WireRules.accept(request, false));
        }
        return List.copyOf(violations);
    }

    private static JsonNode body(RecordedRequest request, RequestSchema schema, List<Violation> violations) {
        ByteString body = request.getBody();
        String json = body == null ? "" : body.utf8();
        try {
            JsonNode tree = JSON.readTree(json);
            violations.addAll(schema.violations(json));
            violations.addAll(WireRules.compact(json));
            return tree;
        } catch (JsonProcessingException e) {
            violations.add(new Violation(422, "json_invalid", null, "JSON decode error", List.of("body")));
            return JSON.createObjectNode();
        }
    }
}
