package io.github.mistral4j.endpoints;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.calls.EndpointCall;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What may be repeated: all calls after a failure that is worth it, but an upload and the start of a job only after an answer which
 * says that nothing was done.
 */
class EndpointRetriesTest {

    private final WireServer server = WireServer.start();
    private final RetryTiming timing = new RetryTiming();

    @AfterEach
    void close() {
        server.close();
    }

    /** How many requests a call is, when the first is answered like this and all others are refused for good. */
    private int requests(EndpointCall call, ResponseDefinition first) {
        AtomicInteger keys = new AtomicInteger();
        server.answers(first).otherwise(request -> Answers.error(400));
        try (MistralClient client = timing.client()
                .baseUrl(server.baseUrl())
                .apiKey(() -> "key-" + keys.incrementAndGet())
                .build()) {
            assertThat(call.failure(client)).isNotNull();
        }
        return server.requests();
    }

    @ParameterizedTest
    @EnumSource
    void after_a_refusal_for_the_pace(EndpointCall call) {
        assertThat(requests(call, Answers.error(429, "1"))).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void after_a_refusal_of_a_key_that_has_been_changed_since(EndpointCall call) {
        assertThat(requests(call, Answers.error(401))).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void at_another_address_of_the_same_server(EndpointCall call) {
        assertThat(requests(
                        call,
                        aResponse()
                                .withStatus(308)
                                .withHeader("Location", "/v1/elsewhere")
                                .build()))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void after_an_error_of_the_server(EndpointCall call) {
        assertThat(requests(call, Answers.error(503))).isEqualTo(call.isDoneOnce() ? 1 : 2);
    }

    @ParameterizedTest
    @EnumSource
    void after_a_connection_that_broke(EndpointCall call) {
        assertThat(requests(call, aResponse().withFault(Fault.EMPTY_RESPONSE).build()))
                .isEqualTo(call.isDoneOnce() ? 1 : 2);
    }

    @ParameterizedTest
    @EnumSource
    void not_after_what_is_wrong_with_the_request(EndpointCall call) {
        assertThat(requests(call, Answers.error(422))).isEqualTo(1);
    }

    @Test
    void what_can_be_read_once_is_never_sent_twice() {
        server.otherwise(request -> Answers.error(429, "1"));
        UploadFile once = UploadFile.of("a.wav", 1, new ByteArrayInputStream(new byte[1]));
        UploadFile other = UploadFile.of("a.pdf", 1, new ByteArrayInputStream(new byte[1]));
        try (MistralClient client =
                timing.client().baseUrl(server.baseUrl()).apiKey("k").build()) {
            assertThat(catchThrowable(() -> client.transcribe(new Transcription.Request(
                            "m", once, null, null, null, null, null, List.of(), List.of(), Map.of()))))
                    .isInstanceOf(MistralException.class);
            assertThat(catchThrowable(() -> client.uploadFile(other, "ocr"))).isInstanceOf(MistralException.class);
        }
        assertThat(server.requests()).isEqualTo(2);
    }
}
