package io.github.mistral4j.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.mistral4j.client.MistralApiException;
import io.github.mistral4j.requests.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recorded refusals of all endpoints: status, code, type and words reach the exception, and none is repeated. */
class ErrorRecordingsTest extends Recorded {

    @TestFactory
    List<DynamicTest> errors() throws IOException {
        Path index = folder().resolve("endpoints/index.json");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(Files.readString(index)).get("recordings")) {
            if (entry.get("status").asInt() >= 400) {
                String body =
                        Files.readString(index.resolveSibling(entry.get("file").asText()));
                tests.add(DynamicTest.dynamicTest(entry.get("id").asText(), () -> error(entry, body)));
            }
        }
        return tests;
    }

    private void error(JsonNode entry, String body) throws IOException {
        int status = entry.get("status").asInt();
        ResponseDefinitionBuilder answer = Answers.json(status, body);
        entry.path("headers").properties().forEach(header -> {
            if (header.getKey().startsWith("x-ratelimit")) {
                answer.withHeader(header.getKey(), header.getValue().asText());
            }
        });
        server.answers(answer.build());
        int before = server.requests();
        JsonNode recorded = JSON.readTree(body);

        assertThatThrownBy(() -> client.moderate("m", List.of("a")))
                .isInstanceOfSatisfying(MistralApiException.class, failure -> {
                    assertThat(failure.response().status()).isEqualTo(status);
                    assertThat(failure.error().code())
                            .isEqualTo(
                                    recorded.path("code").isTextual()
                                            ? recorded.get("code").asText()
                                            : null);
                    if (recorded.path("type").isTextual()) {
                        assertThat(failure.error().type())
                                .isEqualTo(recorded.get("type").asText());
                    }
                    assertThat(failure)
                            .hasMessageContaining(
                                    recorded.has("detail")
                                            ? recorded.at("/detail/0/msg").asText()
                                            : recorded.get("message").asText());
                });
        assertThat(server.requests()).isEqualTo(before + 1);
    }
}
