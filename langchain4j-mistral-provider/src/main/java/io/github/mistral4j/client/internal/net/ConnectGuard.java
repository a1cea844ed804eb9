package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.net.NotSentException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;

/**
 * Ends a call that was cancelled while the name of its host was looked up, or between its TCP and its TLS handshake. OkHttp misses
 * that: it would wait for the connection or for the server's half of the handshake, without a limit since its own are off, and
 * cancelling once more does nothing. Tells a request, too, how far it has come.
 */
final class ConnectGuard extends EventListener {

    static final EventListener INSTANCE = new ConnectGuard();

    private ConnectGuard() {}

    // What may take long is no part of a turn.
    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        overTurn(call);
    }

    // Whose name is to be looked up.
    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        Passage passage = call.request().tag(Passage.class);
        if (passage != null && !proxies.isEmpty()) {
            passage.connecting(proxies.get(0));
        }
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        overTurn(call);
    }

    private static void overTurn(Call call) {
        Passage passage = call.request().tag(Passage.class);
        if (passage != null) {
            passage.turn().over();
        }
    }

    @Override
    public void canceled(Call call) {
        Passage passage = call.request().tag(Passage.class);
        if (passage != null) {
            passage.turn().giveUp();
        }
    }

    // From these points on a cancellation closes the socket.
    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        Passage passage = call.request().tag(Passage.class);
        if (passage != null) {
            passage.turn().over();
            passage.connecting(proxy);
        }
        check(call);
        // A proxy that was selected would be told that it failed.
        if (passage != null && proxy.type() == Proxy.Type.DIRECT && !passage.mayConnect()) {
            ConnectGuard.<RuntimeException>raise(new NotSentException(Reason.OTHER_CONNECTS));
        }
    }

    @Override
    public void secureConnectStart(Call call) {
        check(call);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        Passage passage = call.request().tag(Passage.class);
        if (passage != null) {
            passage.sent();
        }
    }

    private static void check(Call call) {
        if (call.isCanceled()) {
            ConnectGuard.<RuntimeException>raise(new IOException("cancelled"));
        }
    }

    // OkHttp is written in Kotlin and expects an IOException here as anywhere while it connects.
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void raise(Exception e) throws E {
        throw (E) e;
    }
}
