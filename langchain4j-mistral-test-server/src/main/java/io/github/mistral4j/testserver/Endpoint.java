package io.github.mistral4j.testserver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call of the API, by its method and path below {@code /v1}, or {@code /v2} for the voices. */
public enum Endpoint {
    CHAT_COMPLETIONS("POST", "/chat/completions"),
    RESPONSES("POST", "/responses"),
    INPUT_TOKENS("POST", "/responses/input_tokens"),
    FIM_COMPLETIONS("POST", "/fim/completions"),
    EMBEDDINGS("POST", "/embeddings"),
    MODERATIONS("POST", "/moderations"),
    CHAT_MODERATIONS("POST", "/chat/moderations"),
    CLASSIFICATIONS("POST", "/classifications"),
    CHAT_CLASSIFICATIONS("POST", "/chat/classifications"),
    TRANSCRIPTIONS("POST", "/audio/transcriptions"),
    SPEECH("POST", "/audio/speech"),
    VOICES("GET", "/v2", "/audio/voices"),
    OCR("POST", "/ocr"),
    MODELS("GET", "/models"),
    MODEL("GET", "/models/{id}"),
    UPLOAD_FILE("POST", "/files"),
    FILES("GET", "/files"),
    FILE("GET", "/files/{id}"),
    DELETE_FILE("DELETE", "/files/{id}"),
    FILE_CONTENT("GET", "/files/{id}/content"),
    FILE_URL("GET", "/files/{id}/url"),
    CREATE_BATCH("POST", "/batch/jobs"),
    BATCHES("GET", "/batch/jobs"),
    BATCH("GET", "/batch/jobs/{id}"),
    CANCEL_BATCH("POST", "/batch/jobs/{id}/cancel"),
    DELETE_BATCH("DELETE", "/batch/jobs/{id}");

    static final String ROOT = "/v1";

    private final String method;
    private final String path;
    private final Pattern pattern;

    Endpoint(String method, String path) {
        this(method, ROOT, path);
    }

    Endpoint(String method, String root, String path) {
        this.method = method;
        this.path = path;
        this.pattern = Pattern.compile(Pattern.quote(root + path).replace("{id}", "\\E([^/]+)\\Q"));
    }

    /** The HTTP method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path below the version of the API, such as {@code /models/{id}}. */
    public String path() {
        return path;
    }

    static Optional<Endpoint> of(String method, String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.method.equals(method)
                        && endpoint.pattern.matcher(path).matches())
                .findFirst();
    }

    /** What stands in the path for {@code {id}}; empty where the path has none. */
    String id(String requested) {
        Matcher matcher = pattern.matcher(requested);
        return matcher.matches() && matcher.groupCount() > 0
                ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8)
                : "";
    }
}
