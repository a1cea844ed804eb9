package io.github.mistral4j.client;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Ends a call that was cancelled in the moment between its TCP connection and the TLS handshake. OkHttp misses that one, and with
 * a server that never answers the handshake it would wait for ever: cancelling a second time does nothing.
 */
final class ConnectGuard extends EventListener {

    static final ConnectGuard INSTANCE = new ConnectGuard();

    private ConnectGuard() {}

    @Override
    public void secureConnectStart(Call call) {
        if (call.isCanceled()) {
            ConnectGuard.<RuntimeException>throwAsItIs(new IOException("Canceled"));
        }
    }

    // OkHttp expects this exception here, though the signature of a listener does not have it.
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAsItIs(IOException e) throws E {
        throw (E) e;
    }
}
