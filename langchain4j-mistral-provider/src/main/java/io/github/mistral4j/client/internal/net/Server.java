package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.secrets.Secrecy;
import io.github.mistral4j.client.internal.secrets.UnusableKeyException;
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
public final class Server {

    /** The type of a stream of events. */
    public static final String EVENTS = "text/event-stream";

    private static final String USER_AGENT = "langchain4j-mistral-provider";

    private final HttpUrl baseUrl;
    private final Map<String, Supplier<String>> headers;
    private final List<Supplier<Map<String, String>>> moreHeaders;
    private final Set<String> plainHeaders = new LinkedHashSet<>();
    private final Map<String, String> query;

    /**
     * A server.
     *
     * @param moreHeaders asked for before each request
     * @param plainHeaders names of headers whose values are no secrets
     * @param query parameters of every URL
     */
    public Server(
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

    public HttpUrl url(String path) {
        return withQuery(baseUrl.newBuilder().addPathSegments(path));
    }

    /** @throws IllegalArgumentException for an id that would lead to another path */
    public HttpUrl url(String path, String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("id must be one that the server gave, but is '" + id + "'");
        }
        return withQuery(baseUrl.newBuilder().addPathSegments(path).addPathSegment(id));
    }

    /** The same call at this server instead of another. */
    public HttpUrl rebased(HttpUrl url, Server from) {
        HttpUrl.Builder here = baseUrl.newBuilder();
        List<String> path = url.encodedPathSegments();
        int base = (int) from.baseUrl.pathSegments().stream()
                .filter(segment -> !segment.isEmpty())
                .count();
        path.subList(base, path.size()).forEach(here::addEncodedPathSegment);
        url.queryParameterNames().stream()
                .filter(name -> !from.query.containsKey(name))
                .forEach(name -> here.addQueryParameter(name, url.queryParameter(name)));
        return withQuery(here);
    }

    private HttpUrl withQuery(HttpUrl.Builder url) {
        query.forEach(url::setQueryParameter);
        return url.build();
    }

    /** The request with the headers of this server, and with the values that no message may repeat handed over. */
    public Request.Builder request(HttpUrl url, @Nullable String key, String accept, Consumer<String> secrets) {
        Request.Builder request =
                new Request.Builder().url(url).header("Accept", accept).header("User-Agent", USER_AGENT);
        // A compressing proxy would collect tokens until a block of them is full.
        request.header("Accept-Encoding", accept.equals(EVENTS) ? "identity" : "gzip");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
            secrets.accept(key);
        }
        for (Map.Entry<String, Supplier<String>> header : headers.entrySet()) {
            add(request, header.getKey(), asked(header.getKey(), header.getValue()), secrets);
        }
        for (Supplier<Map<String, String>> more : moreHeaders) {
            Map<String, String> now = asked("customHeaders", more);
            now.forEach((name, value) -> {
                if (!Arguments.isHeaderName(name)) {
                    throw new UnusableKeyException(
                            "the supplier of customHeaders gave a name that is none of a header");
                }
                add(request, name, value, secrets);
            });
        }
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            lookedFor(parameter.getKey(), parameter.getValue(), secrets);
        }
        return request;
    }

    private void add(Request.Builder request, String name, @Nullable String value, Consumer<String> secrets) {
        if (value == null || !isHeaderValue(value)) {
            throw new UnusableKeyException("the supplier of header '" + name + "' gave "
                    + (value == null ? "null" : "a value with a line break or a character that is not ASCII"));
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
            throw new UnusableKeyException("the supplier of header '" + name + "' failed with "
                    + e.getClass().getName());
        }
        if (value == null) {
            throw new UnusableKeyException("the supplier of header '" + name + "' gave null");
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
