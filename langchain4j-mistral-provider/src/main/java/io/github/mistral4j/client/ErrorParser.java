package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.json.ErrorFields;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.secrets.PlainText;
import io.github.mistral4j.client.internal.secrets.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Error bodies of every shape that Mistral, its gateway and the proxies before it send. */
final class ErrorParser {

    private static final int LONGEST_MESSAGE = 500;
    private static final int MOST_DETAILS = 5;
    private static final int DEEPEST = 4;
    private static final String GUARDRAIL_CODE = "3201";

    private ErrorParser() {}

    static ApiError parse(ResponseInfo info, byte[] body, Redaction redaction) {
        Object tree = JsonTree.parse(body);
        if (tree == null && info.status() >= 400 && !isMarkup(body)) {
            // The event of a stream that would have been, or words around an object.
            tree = within(new String(body, StandardCharsets.UTF_8));
        }
        // Vertex answers with a list of one.
        Object first = tree instanceof List<?> list && !list.isEmpty() ? list.get(0) : tree;
        ApiError error = first instanceof Map<?, ?> map ? of(map, redaction) : null;
        if (error == null && info.status() >= 400 && body.length <= LONGEST_MESSAGE) {
            if (tree instanceof String text) {
                error = ofText(text, redaction);
            } else if ("text/plain".equals(info.contentType())) {
                error = ofText(new String(body, StandardCharsets.UTF_8), redaction);
            }
        }
        return error != null ? error : unreadable(info, redaction);
    }

    private static boolean isMarkup(byte[] body) {
        int first = 0;
        while (first < body.length && body[first] >= 0 && body[first] <= ' ') {
            first++;
        }
        return first == body.length || body[first] == '<';
    }

    // Proxies and load balancers say one line: "upstream request timeout".
    private static @Nullable ApiError ofText(String text, Redaction redaction) {
        String line = PlainText.oneLine(text);
        return line.isEmpty() || line.indexOf('\uFFFD') >= 0 || line.startsWith("<")
                ? null
                : new ApiError(shorten(redaction.apply(line)), null, null, false, false, true);
    }

    /** The error that a JSON object describes, null when it describes none. */
    static @Nullable ApiError of(Map<?, ?> body, Redaction redaction) {
        String message = message(body, 0);
        if (message == null) {
            return null;
        }
        List<Map<?, ?>> layers = layers(body, 0);
        return new ApiError(
                shorten(redaction.apply(PlainText.oneLine(message))),
                innermost(layers, "type", redaction),
                innermost(layers, "code", redaction),
                layers.stream().anyMatch(ErrorParser::isGuardrail),
                layers.stream().anyMatch(ErrorParser::isOfApi),
                true);
    }

    /** The object and the errors within it, each in the one before: gateways wrap those of the server. */
    private static List<Map<?, ?>> layers(Map<?, ?> body, int depth) {
        List<Map<?, ?>> layers = new ArrayList<>();
        layers.add(body);
        if (depth < DEEPEST) {
            for (String name : List.of("error", "detail", "message")) {
                Map<?, ?> inner = body.get(name) instanceof String text ? within(text) : asMap(body.get(name));
                if (inner != null) {
                    layers.addAll(layers(inner, depth + 1));
                    return layers;
                }
            }
        }
        return layers;
    }

    private static @Nullable Map<?, ?> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : null;
    }

    /** The JSON object in a text, as old servers and gateways put it there. */
    private static @Nullable Map<?, ?> within(String text) {
        int start = text.indexOf('{');
        int end = text.lastIndexOf('}');
        return start < 0 || end < start
                ? null
                : asMap(JsonTree.parse(text.substring(start, end + 1).getBytes(StandardCharsets.UTF_8)));
    }

    static ApiError unreadable(ResponseInfo info, Redaction redaction) {
        String contentType = info.contentType();
        String reason = info.status() >= 400 ? redaction.apply(PlainText.oneLine(info.reason())) : "";
        return new ApiError(
                "HTTP " + info.status() + (reason.isEmpty() ? "" : " " + shorten(reason)) + " with "
                        + (contentType == null || contentType.isBlank() ? "no content type" : plain(contentType))
                        + " and nothing readable in the body",
                null,
                null,
                false,
                false,
                false);
    }

    private static boolean isGuardrail(Map<?, ?> body) {
        return body.containsKey("guardrails") || GUARDRAIL_CODE.equals(String.valueOf(body.get("code")));
    }

    // A gateway's own errors have neither: {"message": "no Route matched with those values", "request_id": …}.
    private static boolean isOfApi(Map<?, ?> body) {
        return body.containsKey("object")
                || body.containsKey("detail")
                || body.get("code") instanceof String code && code.contains("model");
    }

    private static @Nullable String message(Map<?, ?> body, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        for (String name : ErrorFields.SAYING) {
            String text = text(body.get(name), depth);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String text(@Nullable Object value, int depth) {
        if (value instanceof String text && !text.isBlank()) {
            Map<?, ?> map = within(text);
            String inner = map == null ? null : message(map, depth + 1);
            return inner == null
                    ? text
                    : text.substring(0, text.indexOf('{')) + inner + text.substring(text.lastIndexOf('}') + 1);
        }
        if (value instanceof Map<?, ?> map) {
            return message(map, depth + 1);
        }
        if (value instanceof List<?> list) {
            return details(list, depth);
        }
        return null;
    }

    private static @Nullable String details(List<?> list, int depth) {
        List<String> details = new ArrayList<>();
        for (Object element : list) {
            String text = element instanceof Map<?, ?> map ? detail(map, depth) : text(element, depth + 1);
            if (text != null) {
                details.add(text);
            }
        }
        if (details.isEmpty()) {
            return null;
        }
        int more = details.size() - MOST_DETAILS;
        return more > 0
                ? String.join("; ", details.subList(0, MOST_DETAILS)) + " and " + more + " more"
                : String.join("; ", details);
    }

    private static @Nullable String detail(Map<?, ?> detail, int depth) {
        String text = detail.get("msg") instanceof String msg ? msg : message(detail, depth + 1);
        if (text == null || !(detail.get("loc") instanceof List<?> loc) || loc.isEmpty()) {
            return text;
        }
        StringJoiner path = new StringJoiner(".", "", ": ");
        for (Object step : loc) {
            path.add(String.valueOf(step));
        }
        return path + text;
    }

    private static @Nullable String innermost(List<Map<?, ?>> layers, String name, Redaction redaction) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            Object found = layers.get(i).get(name);
            // Python's word for null.
            if (found instanceof Number || found instanceof String text && !text.equals("None")) {
                return shorten(redaction.apply(PlainText.oneLine(String.valueOf(found))));
            }
        }
        return null;
    }

    private static String plain(String contentType) {
        return contentType.length() > 60 ? contentType.substring(0, 60) : contentType;
    }

    private static String shorten(String text) {
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
    }
}
