package io.github.mistral4j.client;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Makes up for a {@link Call#cancel()} that OkHttp loses when it falls between the TCP connection and the TLS handshake: the
 * call knows of it, the connection does not, and the handshake of a silent server would never end.
 */
final class LostCancel extends EventListener {

    static final LostCancel CHECK = new LostCancel();

    private LostCancel() {}

    @Override
    public void secureConnectStart(Call call) {
        if (call.isCanceled()) {
            throwAsIs(new IOException("Canceled"));
        }
    }

    // OkHttp expects an IOException of a failed handshake, but its listeners declare none.
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwAsIs(Throwable failure) throws T {
        throw (T) failure;
    }
}
