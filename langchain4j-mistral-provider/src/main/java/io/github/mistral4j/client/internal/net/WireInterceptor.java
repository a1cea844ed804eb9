package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.net.NotSentException.Reason;
import java.io.IOException;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Runs where a connection stands and nothing has been written, and first when an answer comes. */
final class WireInterceptor implements Interceptor {

    private static final int BAD_REQUEST = 400;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final int UNAVAILABLE = 503;
    private static final Runnable NOTHING = () -> {};
    static final String PROXY_KEY = "Proxy-Authorization";

    private final Authenticator proxyAuthenticator;
    private final IdleConnections idle = new IdleConnections();
    /** Of the last proxy that asked for one. */
    private volatile @Nullable String proxyKey;

    WireInterceptor(Authenticator proxyAuthenticator) {
        this.proxyAuthenticator = proxyAuthenticator;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Passage passage = chain.request().tag(Passage.class);
        if (passage == null) {
            return chain.proceed(chain.request());
        }
        passage.turn().over();
        if (!idle.isUsable(chain)) {
            throw new NotSentException(Reason.STALE_CONNECTION);
        }
        EarlyAnswer early = EarlyAnswer.of(chain.request().body(), chain.connection());
        if (!passage.leave(
                chain.connection(), IdleConnections.received(chain), early == null ? NOTHING : early::look)) {
            throw new NotSentException(Reason.HELD_BACK);
        }
        Request request = withProxyKey(chain);
        if (early != null) {
            request = request.newBuilder().method(request.method(), early).build();
        }
        Response response = chain.proceed(request);
        idle.answered(chain.connection(), response);
        if (response.code() == PROXY_AUTHENTICATION) {
            return askedForProxyKey(chain.connection().route(), request, response, passage);
        }
        return withoutInvitations(response);
    }

    private Request withProxyKey(Chain chain) {
        String key = proxyKey;
        return key != null && isOverProxy(chain.connection().route(), chain.request())
                ? chain.request().newBuilder().header(PROXY_KEY, key).build()
                : chain.request();
    }

    // For a tunnel OkHttp asks the authenticator itself; here it would not, since the body is sent once.
    private static boolean isOverProxy(Route route, Request request) {
        return route.proxy().type() == Proxy.Type.HTTP && !request.isHttps();
    }

    private Response askedForProxyKey(Route route, Request request, Response response, Passage passage)
            throws IOException {
        Request authorized = isOverProxy(route, request) ? proxyAuthenticator.authenticate(route, response) : null;
        String key = authorized == null ? null : authorized.header(PROXY_KEY);
        if (key != null) {
            proxyKey = key;
            response.close();
            throw new NotSentException(Reason.NOT_PROCESSED);
        }
        // Shown to OkHttp it would be thrown away.
        passage.answeredWith(PROXY_AUTHENTICATION);
        return response.newBuilder().code(BAD_REQUEST).build();
    }

    // After a 503 with whole seconds in "Retry-After" OkHttp repeats the request when they are 0, and fails when they
    // are
    // more than an int holds.
    private static Response withoutInvitations(Response response) {
        String after = response.code() == UNAVAILABLE ? response.header("Retry-After") : null;
        return after != null && after.strip().matches("\\d+")
                ? response.newBuilder()
                        .header("Retry-After", after.strip() + ".0")
                        .build()
                : response;
    }
}
