package io.github.mistral4j.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import dev.langchain4j.data.message.UserMessage;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralChatResponseMetadata;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import org.junit.jupiter.api.Test;

/** The headers of an answer are readable from its metadata. */
class AnswerMetadataTest {

    private static MistralChatResponseMetadata metadataOf(ResponseDefinition answer) {
        try (WireServer server = WireServer.start().answers(answer);
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .modelName("asked-for")
                        .build()) {
            return (MistralChatResponseMetadata)
                    model.chat(UserMessage.from("hello")).metadata();
        }
    }

    @Test
    void rate_limits_of_any_period_and_kind() {
        MistralChatResponseMetadata metadata = metadataOf(ResponseDefinitionBuilder.like(Answers.chat("fine"))
                .withHeader("X-RateLimit-Limit-Tokens-Minute", "100000")
                .withHeader("x-ratelimit-remaining-tokens-minute", "99000")
                .withHeader("x-ratelimit-tokens-query-cost", "12")
                .withHeader("x-ratelimit-limit-req-10-second", "5")
                .withHeader("x-ratelimit-remaining-audio-seconds-minute", "7")
                .withHeader("x-ratelimit-remaining-broken", "many")
                .build());

        assertThat(metadata.rateLimits().limit())
                .containsOnly(
                        org.assertj.core.api.Assertions.entry("tokens-minute", 100_000L),
                        org.assertj.core.api.Assertions.entry("req-10-second", 5L));
        assertThat(metadata.rateLimits().remaining())
                .containsEntry("tokens-minute", 99_000L)
                .containsEntry("audio-seconds-minute", 7L)
                .doesNotContainKey("broken");
        assertThat(metadata.rateLimits().queryCost()).containsEntry("tokens", 12L);
    }

    @Test
    void no_rate_limits_where_there_are_none() {
        assertThat(metadataOf(Answers.chat("fine")).rateLimits().isEmpty()).isTrue();
    }

    @Test
    void request_id_and_both_models() {
        MistralChatResponseMetadata metadata = metadataOf(ResponseDefinitionBuilder.like(Answers.chat("fine"))
                .withHeader("Mistral-Correlation-Id", "req-9")
                .build());

        assertThat(metadata.requestId()).isEqualTo("req-9");
        assertThat(metadata.requestedModelName()).isEqualTo("asked-for");
        assertThat(metadata.modelName()).isEqualTo("mistral-small-latest");
    }
}
