package io.github.mistral4j.testing;

import java.util.ArrayList;
import java.util.List;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What a request looks like on the wire: its headers, and JSON without white space. */
final class WireRules {

    private WireRules() {}

    static List<Violation> headers(RecordedRequest request) {
        List<Violation> violations = new ArrayList<>();
        Headers headers = request.getHeaders();
        String authorization = headers.get("Authorization");
        if (authorization == null || !authorization.matches("Bearer \\S+")) {
            violations.add(Violation.of(401, "unauthorized", null, "Unauthorized"));
        }
        if (request.getMethod().equals("POST") && !isJson(headers.get("Content-Type"))) {
            violations.add(Violation.house("Content-Type is not application/json"));
        }
        if (headers.get("User-Agent") == null) {
            violations.add(Violation.house("User-Agent is missing"));
        }
        return violations;
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.matches("application/json(; *charset=utf-8)?");
    }

    static List<Violation> accept(RecordedRequest request, boolean stream) {
        String expected = stream ? "text/event-stream" : "application/json";
        String accept = request.getHeaders().get("Accept");
        return expected.equals(accept)
                ? List.of()
                : List.of(Violation.house("Accept is " + accept + " and not " + expected));
    }

    static List<Violation> compact(String json) {
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                i++;
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && Character.isWhitespace(c)) {
                return List.of(Violation.house("the JSON has white space between its tokens, at " + i));
            }
        }
        return List.of();
    }
}
