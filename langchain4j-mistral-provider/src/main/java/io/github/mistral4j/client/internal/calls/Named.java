package io.github.mistral4j.client.internal.calls;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.internal.net.Server;
import okhttp3.HttpUrl;

/** The address of one thing that the server knows by an id, and of a page of them. */
final class Named {

    private Named() {}

    static HttpUrl url(Server server, String path, String id, String... below) {
        if (requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("id must not be blank");
        }
        HttpUrl.Builder url = server.url(path, id).newBuilder();
        for (String segment : below) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    static HttpUrl page(Server server, String path, int page, int pageSize) {
        return server.url(path)
                .newBuilder()
                .addQueryParameter("page", String.valueOf(page))
                .addQueryParameter("page_size", String.valueOf(pageSize))
                .build();
    }
}
