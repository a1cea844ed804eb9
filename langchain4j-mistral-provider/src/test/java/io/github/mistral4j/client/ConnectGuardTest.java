package io.github.mistral4j.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

class ConnectGuardTest {

    private final Call call = new OkHttpClient()
            .newCall(new Request.Builder().url("https://127.0.0.1:1/").build());

    @Test
    void a_call_that_was_cancelled_before_its_handshake_fails_there_instead_of_waiting_for_the_server() {
        call.cancel();
        assertThatThrownBy(() -> ConnectGuard.INSTANCE.secureConnectStart(call)).isInstanceOf(IOException.class);
    }

    @Test
    void a_call_that_was_not_cancelled_goes_on() {
        assertThatCode(() -> ConnectGuard.INSTANCE.secureConnectStart(call)).doesNotThrowAnyException();
    }
}
