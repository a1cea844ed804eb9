package io.github.mistral4j.testserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mistral4j.testserver.internal.Multipart;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as it came. */
public final class ReceivedRequest {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private @Nullable JsonNode json;
    private @Nullable List<Violation> violations;

    private ReceivedRequest(String method, String target, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        int query = target.indexOf('?');
        this.path = query < 0 ? target : target.substring(0, query);
        this.query = query < 0 ? "" : target.substring(query + 1);
        headers.forEach((name, values) -> this.headers.put(name, List.copyOf(values)));
        this.body = body.clone();
    }

    /**
     * A request that came to another server, to look at its {@link #violations()}.
     *
     * @param method such as {@code POST}
     * @param target path and query, such as {@code /v1/chat/completions}
     */
    public static ReceivedRequest of(String method, String target, Map<String, List<String>> headers, byte[] body) {
        return new ReceivedRequest(method, target, headers, body);
    }

    /** Such as {@code POST}. */
    public String method() {
        return method;
    }

    /** Such as {@code /v1/chat/completions}, without the query. */
    public String path() {
        return path;
    }

    /** The parameters after the question mark; of a repeated one the last. */
    public Map<String, String> query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Empty when the API has no such path. */
    public Optional<Endpoint> endpoint() {
        return Endpoint.of(method, path);
    }

    /** The id in the path, as in {@code /v1/models/{id}}; empty when the path has none. */
    public String id() {
        return endpoint().map(endpoint -> endpoint.id(path)).orElse("");
    }

    /** The first header of this name, in any case; null when there is none. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** The headers; names in any case. */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body; a missing node when it is no JSON document. */
    public synchronized JsonNode json() {
        if (json == null) {
            try {
                json = JSON.readTree(text());
            } catch (JsonProcessingException e) {
                json = JSON.missingNode();
            }
        }
        return json;
    }

    /** The parts of a {@code multipart/form-data} body; empty when it is none. */
    public List<Part> parts() {
        return Multipart.parts(header("Content-Type"), body).stream()
                .map(part -> new Part(part.name(), part.fileName(), part.contentType(), part.content()))
                .toList();
    }

    /** The parts of this name as text. */
    public List<String> part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .map(Part::text)
                .toList();
    }

    /** A request of {@code /chat/completions} or {@code /responses}, as a script looks at it. */
    public Conversation conversation() {
        return new Conversation(json(), endpoint().orElse(null) == Endpoint.RESPONSES);
    }

    /** What the real API would refuse about this request; empty when it would take it. */
    public synchronized List<Violation> violations() {
        if (violations == null) {
            List<Violation> found = new ArrayList<>();
            RequestRules.check(this, found);
            violations = List.copyOf(found);
        }
        return violations;
    }

    boolean isStream() {
        return json().path("stream").asBoolean() || part("stream").contains("true");
    }

    /** Method and path. The body is left out, as it may be somebody's text. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /**
     * A part of a {@code multipart/form-data} body.
     *
     * @param fileName null when the part is no file
     */
    public record Part(
            String name,
            @Nullable String fileName,
            @Nullable String contentType,
            byte[] content) {

        /** The content as UTF-8. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name + ": " + content.length + " bytes";
        }
    }
}
