package io.github.mistral4j.client;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private final List<Supplier<Map<String, String>>> moreHeaders;
    private final Set<String> plainHeaders = new LinkedHashSet<>();
    private final Map<String, String> query;

    Server(HttpUrl baseUrl, Map<String, Supplier<String>> headers) {
        this(baseUrl, headers, List.of(), Set.of(), Map.of());
    }

    /**
     * A server.
     *
     * @param moreHeaders asked for before each request
     * @param plainHeaders names of headers whose values are no secrets
     * @param query parameters of every URL
     */
    Server(
            HttpUrl baseUrl,
            Map<String, Supplier<String>> headers,
            List<Supplier<Map<String, String>>> moreHeaders,
            Set<String> plainHeaders,
            Map<String, String> query) {
        this.baseUrl = baseUrl;
        this.headers = new LinkedHashMap<>(headers);
        this.moreHeaders = List.copyOf(moreHeaders);
        plainHeaders.forEach(name -> this.plainHeaders.add(name.toLowerCase(Locale.ROOT)));
        this.query = new LinkedHashMap<>(query);
    }

    HttpUrl url(String path) {
        return withQuery(baseUrl.newBuilder().addPathSegments(path));
    }

    HttpUrl url(String path, String id) {
        return withQuery(baseUrl.newBuilder().addPathSegments(path).addPathSegment(id));
    }

    private HttpUrl withQuery(HttpUrl.Builder url) {
        query.forEach(url::setQueryParameter);
        return url.build();
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
        headers.forEach((name, value) -> add(request, name, asked(name, value), secrets));
        for (Supplier<Map<String, String>> more : moreHeaders) {
            Map<String, String> now = asked("customHeaders", more);
            now.forEach((name, value) -> {
                if (!Arguments.isHeaderName(name)) {
                    throw new MistralKeyException(
                            "the supplier of customHeaders gave a name that is none of a header", null);
                }
                add(request, name, value, secrets);
            });
        }
        query.forEach((name, value) -> lookedFor(name, value, secrets));
        return request;
    }

    private void add(Request.Builder request, String name, @Nullable String value, Consumer<String> secrets) {
        if (value == null || !isHeaderValue(value)) {
            throw new MistralKeyException(
                    "the supplier of header '" + name + "' gave "
                            + (value == null ? "null" : "a value with a line break or a character that is not ASCII"),
                    null);
        }
        request.header(name, value);
        if (!plainHeaders.contains(name.toLowerCase(Locale.ROOT))) {
            lookedFor(name, value, secrets);
        }
    }

    private static void lookedFor(String name, String value, Consumer<String> secrets) {
        if (Secrecy.isLookedFor(name, value)) {
            secrets.accept(value);
        }
    }

    private static <T> T asked(String name, Supplier<T> supplier) {
        T value;
        try {
            value = supplier.get();
        } catch (RuntimeException e) {
            throw new MistralKeyException(
                    "the supplier of header '" + name + "' failed with "
                            + e.getClass().getName(),
                    null);
        }
        if (value == null) {
            throw new MistralKeyException("the supplier of header '" + name + "' gave null", null);
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
