package io.github.mistral4j.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The server that a client talks to: its address, and what every request to it carries. */
final class Server {

    private static final String USER_AGENT = "langchain4j-mistral-provider";

    private final HttpUrl baseUrl;
    private final Map<String, Supplier<String>> headers;

    Server(HttpUrl baseUrl, Map<String, Supplier<String>> headers) {
        this.baseUrl = baseUrl;
        this.headers = new LinkedHashMap<>(headers);
    }

    HttpUrl url(String path) {
        return baseUrl.newBuilder().addPathSegments(path).build();
    }

    HttpUrl url(String path, String id) {
        return baseUrl.newBuilder().addPathSegments(path).addPathSegment(id).build();
    }

    /** The request with the headers of this server, and with the values that no message may repeat handed over. */
    Request.Builder request(HttpUrl url, @Nullable String key, boolean stream, Consumer<String> secrets) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Accept", stream ? "text/event-stream" : "application/json")
                .header("User-Agent", USER_AGENT);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
            secrets.accept(key);
        }
        for (Map.Entry<String, Supplier<String>> header : headers.entrySet()) {
            String value = value(header.getKey(), header.getValue());
            request.header(header.getKey(), value);
            secrets.accept(value);
        }
        return request;
    }

    private static String value(String name, Supplier<String> supplier) {
        String value;
        try {
            value = supplier.get();
        } catch (RuntimeException e) {
            throw new MistralKeyException(
                    "the supplier of header '" + name + "' failed with "
                            + e.getClass().getName(),
                    null);
        }
        if (value == null || !isHeaderValue(value)) {
            throw new MistralKeyException(
                    "the supplier of header '" + name + "' gave "
                            + (value == null ? "null" : "a value with a line break or a character that is not ASCII"),
                    null);
        }
        return value;
    }

    static boolean isHeaderValue(String value) {
        return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7F);
    }

    /** Whether a redirection stays where the key may go. */
    boolean isSameOrigin(HttpUrl target) {
        return target.host().equals(baseUrl.host())
                && target.port() == baseUrl.port()
                && target.scheme().equals(baseUrl.scheme());
    }
}
