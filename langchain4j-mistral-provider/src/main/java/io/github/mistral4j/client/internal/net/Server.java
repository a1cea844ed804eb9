package io.github.mistral4j.client.internal.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The server that a client talks to: its address, and what every request to it carries. */
public final class Server {

    /** The type of a stream of events. */
    public static final String EVENTS = "text/event-stream";

    private static final String USER_AGENT = "langchain4j-mistral-provider";

    private final HttpUrl baseUrl;
    private final Map<String, Supplier<String>> headers;

    public Server(HttpUrl baseUrl, Map<String, Supplier<String>> headers) {
        this.baseUrl = baseUrl;
        this.headers = new LinkedHashMap<>(headers);
    }

    public HttpUrl url(String path) {
        return baseUrl.newBuilder().addPathSegments(path).build();
    }

    public HttpUrl url(String path, String id) {
        return baseUrl.newBuilder().addPathSegments(path).addPathSegment(id).build();
    }

    /** The request with the headers of this server, and with the values that no message may repeat handed over. */
    public Request.Builder request(HttpUrl url, @Nullable String key, String accept, Consumer<String> secrets) {
        Request.Builder request =
                new Request.Builder().url(url).header("Accept", accept).header("User-Agent", USER_AGENT);
        if (accept.equals(EVENTS)) {
            // A compressing proxy would collect tokens until a block of them is full.
            request.header("Accept-Encoding", "identity");
        }
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
            throw new UnusableKeyException("the supplier of header '" + name + "' failed with "
                    + e.getClass().getName());
        }
        if (value == null || !isHeaderValue(value)) {
            throw new UnusableKeyException("the supplier of header '" + name + "' gave "
                    + (value == null ? "null" : "a value with a line break or a character that is not ASCII"));
        }
        return value;
    }

    static boolean isHeaderValue(String value) {
        return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7F);
    }

    /** Whether a redirection stays where the key may go. */
    public boolean isSameOrigin(HttpUrl target) {
        return target.host().equals(baseUrl.host())
                && target.port() == baseUrl.port()
                && target.scheme().equals(baseUrl.scheme());
    }
}
