package io.github.mistral4j.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.InternalServerException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.testing.faults.FaultServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "deflate"})
    void an_encoding_that_was_not_asked_for_is_named(String encoding) {
        assertThat(failure(encoding))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("(Content-Encoding: " + encoding + ")");
    }

    @Test
    void what_is_no_name_of_an_encoding_is_not_repeated() {
        assertThat(failure("x".repeat(5_000)))
                .hasMessageContaining("(Content-Encoding)")
                .message()
                .doesNotContain("xxx");
    }

    private static Throwable failure(String encoding) {
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: " + encoding
                            + "\r\nContent-Length: 3\r\n\r\n\u0001\u0002\u0003");
                });
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .modelName("m")
                        .build()) {
            return catchThrowable(() -> model.chat("hello"));
        }
    }
}
