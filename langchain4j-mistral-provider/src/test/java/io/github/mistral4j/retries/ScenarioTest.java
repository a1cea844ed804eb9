package io.github.mistral4j.retries;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that recovers, as a scenario of WireMock. */
class ScenarioTest {

    @Test
    void a_refused_call_succeeds_after_the_wait_that_the_server_asked_for() {
        RetryTiming timing = new RetryTiming();
        WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        server.stubFor(post(urlPathEqualTo("/v1/chat/completions"))
                .inScenario("recovery")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("recovered")
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Content-Type", "application/json")
                        .withHeader("Retry-After", "3")
                        .withBody("{\"message\":\"slow down\"}")));
        server.stubFor(post(urlPathEqualTo("/v1/chat/completions"))
                .withHeader("Authorization", equalTo("Bearer k"))
                .inScenario("recovery")
                .whenScenarioStateIs("recovered")
                .willReturn(okForContentType("application/json", Answers.CHAT.formatted("fine again"))));
        server.start();
        try (MistralClient client = timing.client()
                .baseUrl("http://127.0.0.1:" + server.port() + "/v1")
                .apiKey("k")
                .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();

            assertThat(model.chat("hello")).isEqualTo("fine again");

            assertThat(timing.sleeps()).containsExactly(Duration.ofSeconds(3));
            server.verify(2, postRequestedFor(urlPathEqualTo("/v1/chat/completions")));
        } finally {
            server.stop();
        }
    }
}
