package io.github.mistral4j.client;

import java.io.IOException;
import okhttp3.HttpUrl;

/** The server wants the request at another of its own addresses. */
final class RedirectedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient HttpUrl target;
    private final transient ResponseInfo info;

    RedirectedException(HttpUrl target, ResponseInfo info) {
        super("redirected");
        this.target = target;
        this.info = info;
    }

    HttpUrl target() {
        return target;
    }

    ResponseInfo info() {
        return info;
    }
}
