package io.github.mistral4j.client.internal.net;

import java.time.Duration;
import javax.net.SocketFactory;
import okhttp3.Authenticator;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp, set up so that nothing happens behind the caller's back: no repeats, no redirections, no limits but ours.
 *
 * @param ownPool whether the connections are this client's alone
 * @param connections who opens connections; null where connections are not shared
 */
public record Transport(
        OkHttpClient http, boolean ownPool, @Nullable NewConnections connections) {

    // OkHttp keeps five idle connections, so any wave of more callers than that would open new ones each time.
    private static final int IDLE_CONNECTIONS = 2_048;
    private static final long KEEP_ALIVE_SECONDS = 300;

    /**
     * Sets OkHttp up.
     *
     * @param tls whether the server is spoken to over TLS
     * @param oneAddress whether the server has one address, so that there is no other to race it against
     */
    public static Transport create(@Nullable OkHttpClient given, boolean tls, boolean oneAddress) {
        OkHttpClient.Builder builder = given == null ? new OkHttpClient.Builder() : given.newBuilder();
        if (given == null) {
            builder.connectionPool(BackgroundTasks.pool(IDLE_CONNECTIONS, KEEP_ALIVE_SECONDS));
        }
        if (given == null || given.socketFactory() == SocketFactory.getDefault()) {
            builder.socketFactory(new NoDelaySocketFactory(!tls && !isShared(given)));
        }
        if (oneAddress) {
            // The race connects on platform threads of its own, a thousand of them for a thousand streams that begin at
            // once.
            builder.fastFallback(false);
        }
        BackgroundTasks.setUp(builder);
        Authenticator proxyAuthenticator = given == null ? Authenticator.NONE : onceEach(given.proxyAuthenticator());
        OkHttpClient http = builder.dispatcher(new Dispatcher())
                .eventListenerFactory(listeners(given))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .proxyAuthenticator(proxyAuthenticator)
                .addInterceptor(new Turns())
                .addNetworkInterceptor(new WireInterceptor(proxyAuthenticator))
                .build();
        return new Transport(http, given == null, tls ? new NewConnections(http.connectionPool()) : null);
    }

    // OkHttp asks again and again for a tunnel while it is given credentials.
    private static Authenticator onceEach(Authenticator own) {
        return (route, response) -> {
            Request answer = own.authenticate(route, response);
            String key = answer == null ? null : answer.header(WireInterceptor.PROXY_KEY);
            return key != null && key.equals(response.request().header(WireInterceptor.PROXY_KEY)) ? null : answer;
        };
    }

    private static EventListener.Factory listeners(@Nullable OkHttpClient given) {
        if (given == null) {
            return call -> ConnectGuard.INSTANCE;
        }
        EventListener.Factory own = given.eventListenerFactory();
        return call -> own.create(call).plus(ConnectGuard.INSTANCE);
    }

    /** Whether many calls share a connection without TLS. */
    private static boolean isShared(@Nullable OkHttpClient given) {
        return given != null && given.protocols().contains(Protocol.H2_PRIOR_KNOWLEDGE);
    }

    /** Closes the idle connections. */
    public void close() {
        if (ownPool) {
            http.connectionPool().evictAll();
        }
    }
}
