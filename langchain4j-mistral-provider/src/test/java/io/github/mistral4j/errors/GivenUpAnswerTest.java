package io.github.mistral4j.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralResponseException;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.testing.faults.FaultServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenUpAnswerTest {

    private static final ChatCompletionRequest REQUEST = ChatCompletionRequest.builder()
            .model("m")
            .messages(List.of(new Message.User(MessageContent.text("hello"))))
            .build();

    @Test
    void finish_reason_error_is_a_failure_without_streaming_too() {
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.sendAnswer(200, "application/json", """
                            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
                            "message":{"role":"assistant","content":"half"},"finish_reason":"error"}]}""");
                });
                MistralClient client =
                        MistralClient.builder().baseUrl(server.baseUrl()).build()) {
            assertThat(catchThrowable(() -> client.chat(REQUEST)))
                    .isInstanceOf(MistralResponseException.class)
                    .hasMessage("the server gave up the answer (finish_reason: error)");
            assertThat(server.connections()).hasSize(1);
        }
    }
}
