package io.github.mistral4j.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.memory.chat.TokenWindowChatMemory;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenCountTest {

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralTokenCountEstimator estimator = MistralTokenCountEstimator.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(mistral.apiKey())
            .modelName("mistral-small-latest")
            .build();

    @AfterEach
    void close() {
        estimator.close();
        mistral.close();
    }

    private static Reply count(int tokens) {
        return Reply.json("{\"object\":\"response.input_tokens\",\"input_tokens\":" + tokens + "}");
    }

    @Test
    void a_text_is_counted_without_what_the_server_puts_around_it() {
        mistral.enqueue(Endpoint.INPUT_TOKENS, count(9), count(13), count(10));

        assertThat(estimator.estimateTokenCountInText("five words are in this")).isEqualTo(5);
        assertThat(estimator.estimateTokenCountInText("two words")).isEqualTo(2);
        assertThat(estimator.estimateTokenCountInText("")).isZero();
        assertThat(mistral.requests(Endpoint.INPUT_TOKENS)).hasSize(3);
        mistral.verify();
    }

    @Test
    void messages_are_counted_with_one_call() {
        mistral.enqueue(Endpoint.INPUT_TOKENS, count(42));

        assertThat(estimator.estimateTokenCountInMessages(List.of(UserMessage.from("a"), AiMessage.from("b"))))
                .isEqualTo(42);
        assertThat(mistral.requests(Endpoint.INPUT_TOKENS)).hasSize(1);
    }

    @Test
    void a_memory_may_count_a_tool_call_whose_result_is_not_there_yet() {
        AiMessage call = AiMessage.from(ToolExecutionRequest.builder()
                .id("1")
                .name("look")
                .arguments("{}")
                .build());
        TokenWindowChatMemory memory = TokenWindowChatMemory.withMaxTokens(1_000, estimator);
        memory.add(UserMessage.from("look"));
        memory.add(call);
        memory.add(ToolExecutionResultMessage.from("1", "look", "seen"));

        assertThat(memory.messages()).hasSize(3);
        mistral.verify();
    }

    @Test
    void a_model_must_be_named() {
        assertThatThrownBy(
                        () -> MistralTokenCountEstimator.builder().apiKey("k").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("modelName");
    }

    @Test
    void counting_offline_needs_no_server() {
        assertThat(MistralTokenCountEstimator.offline().estimateTokenCountInMessage(UserMessage.from("12345678")))
                .isEqualTo(15);
    }

    @Test
    void sound_cannot_be_counted() {
        assertThatThrownBy(
                        () -> estimator.estimateTokenCountInMessage(UserMessage.from(AudioContent.from(Audio.builder()
                                .base64Data("AAAA")
                                .mimeType("audio/mpeg")
                                .build()))))
                .isExactlyInstanceOf(UnsupportedFeatureException.class);
    }
}
