package io.github.mistral4j.client.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** A cancellation between the TCP and the TLS handshake, which OkHttp misses. */
class ConnectGuardTest {

    private final List<String> heard = new ArrayList<>();
    private final OkHttpClient given = new OkHttpClient.Builder()
            .eventListener(new EventListener() {
                @Override
                public void secureConnectStart(Call call) {
                    heard.add("secureConnectStart");
                }
            })
            .build();
    private final Transport transport = Transport.create(given, true, true);
    private final Call call = transport
            .http()
            .newCall(new Request.Builder().url("https://localhost:1/").build());
    private final EventListener listener =
            transport.http().eventListenerFactory().create(call);

    @Test
    void ends_a_call_that_was_cancelled_before() {
        call.cancel();

        assertThat(catchThrowable(() -> listener.secureConnectStart(call))).isInstanceOf(IOException.class);
    }

    @Test
    void lets_others_pass() {
        assertThatCode(() -> listener.secureConnectStart(call)).doesNotThrowAnyException();
    }

    @Test
    void keeps_the_listener_of_a_client_that_is_handed_in() {
        listener.secureConnectStart(call);

        assertThat(heard).containsExactly("secureConnectStart");
    }

    @Test
    void is_there_without_a_client_that_is_handed_in() {
        OkHttpClient own = Transport.create(null, true, true).http();
        Call cancelled =
                own.newCall(new Request.Builder().url("https://localhost:1/").build());
        cancelled.cancel();
        EventListener ownListener = own.eventListenerFactory().create(cancelled);

        assertThat(catchThrowable(() -> ownListener.secureConnectStart(cancelled)))
                .isInstanceOf(IOException.class);
    }
}
