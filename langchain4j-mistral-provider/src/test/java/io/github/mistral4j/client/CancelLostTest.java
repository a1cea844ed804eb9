package io.github.mistral4j.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** The race itself cannot be forced from outside; a cold start with short limits runs into it, see TimeLimitsTest. */
class CancelLostTest {

    private final Call call = new OkHttpClient()
            .newCall(new Request.Builder().url("https://127.0.0.1/").build());

    @Test
    void a_call_that_was_cancelled_before_its_handshake_fails() {
        call.cancel();

        assertThatThrownBy(() -> LostCancel.CHECK.secureConnectStart(call)).isInstanceOf(IOException.class);
    }

    @Test
    void a_call_that_was_not_goes_on() {
        assertThatCode(() -> LostCancel.CHECK.secureConnectStart(call)).doesNotThrowAnyException();
    }
}
