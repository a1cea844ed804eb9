package io.github.mistral4j.client.internal.calls;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.secrets.RequestInputs;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import okhttp3.HttpUrl;

/** The address of one thing that the server knows by an id, and of a page of them. */
final class Named {

    private Named() {}

    static HttpUrl url(Server server, String path, String id, String... below) {
        HttpUrl.Builder url = server.url(path, requireNonNull(id, "id")).newBuilder();
        for (String segment : below) {
            url.addPathSegment(segment);
        }
        return url.build();
    }

    /** A page of a list, as a call. */
    static ApiCall page(Server server, String path, int page, int pageSize, Map<String, ?> filters) {
        if (page < 0) {
            throw new IllegalArgumentException("page must be 0 or more, but is " + page);
        }
        HttpUrl.Builder url = server.url(path).newBuilder().addQueryParameter("page", String.valueOf(page));
        return list(url, path, pageSize, filters);
    }

    static ApiCall list(HttpUrl.Builder url, String name, int pageSize, Map<String, ?> filters) {
        if (pageSize < 1) {
            throw new IllegalArgumentException("pageSize must be 1 or more, but is " + pageSize);
        }
        url.addQueryParameter("page_size", String.valueOf(pageSize));
        filters.forEach((filter, value) -> {
            for (Object one : value instanceof Collection<?> several ? several : Collections.singleton(value)) {
                if (one instanceof Map || one instanceof Collection || one == null) {
                    throw new IllegalArgumentException("the filter " + filter
                            + " must be text, a number, a boolean or a time, or a list of one of these");
                }
                url.addQueryParameter(filter, String.valueOf(one));
            }
        });
        return ApiCall.get(url.build(), name).stayingHome().hiding(texts -> RequestInputs.ofTree(filters, texts));
    }
}
