package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.completion.MistralFimModel;
import io.github.mistral4j.completion.MistralStreamingFimModel;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FimTest {

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(mistral.apiKey())
            .maxRetries(0)
            .build();

    @AfterEach
    void close() {
        client.close();
        mistral.close();
    }

    private MistralFimModel model() {
        return MistralFimModel.builder().client(client).build();
    }

    /** Hears a stream to its end. */
    private static final class Heard implements StreamingResponseHandler<String> {
        final List<String> pieces = new ArrayList<>();
        final CompletableFuture<Response<String>> end = new CompletableFuture<>();

        @Override
        public void onNext(String piece) {
            pieces.add(piece);
        }

        @Override
        public void onComplete(Response<String> response) {
            end.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }
    }

    private Heard streamed(Reply reply) {
        mistral.enqueue(Endpoint.FIM_COMPLETIONS, reply);
        Heard heard = new Heard();
        MistralStreamingFimModel.builder().client(client).build().generate("a", "b", heard);
        return heard;
    }

    @Test
    void white_space_at_the_ends_of_prompt_suffix_and_answer_is_kept() {
        mistral.enqueue(Endpoint.FIM_COMPLETIONS, Reply.text("\n    return a + b;\n"));

        Response<String> response = model().generate("  int add(int a, int b) {\n", "\n}\n ");

        assertThat(response.content()).isEqualTo("\n    return a + b;\n");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().totalTokenCount()).isPositive();
        JsonNode sent = mistral.requests(Endpoint.FIM_COMPLETIONS).get(0).json();
        assertThat(sent.get("prompt").asText()).isEqualTo("  int add(int a, int b) {\n");
        assertThat(sent.get("suffix").asText()).isEqualTo("\n}\n ");
        mistral.verify();
    }

    @Test
    void without_a_suffix_the_prompt_is_continued() {
        model().generate("x = ");

        assertThat(mistral.requests(Endpoint.FIM_COMPLETIONS).get(0).json().has("suffix"))
                .isFalse();
        mistral.verify();
    }

    @Test
    void settings_are_sent() {
        MistralFimModel.builder()
                .client(client)
                .modelName("codestral-2508")
                .maxTokens(10)
                .minTokens(1)
                .temperature(0.2)
                .topP(0.9)
                .stop(List.of("\n\n"))
                .randomSeed(3)
                .promptCacheKey("k")
                .build()
                .generate("x");

        JsonNode sent = mistral.requests(Endpoint.FIM_COMPLETIONS).get(0).json();
        assertThat(sent.get("model").asText()).isEqualTo("codestral-2508");
        assertThat(sent.get("max_tokens").asInt()).isEqualTo(10);
        assertThat(sent.get("stop").get(0).asText()).isEqualTo("\n\n");
        assertThat(sent.get("random_seed").asInt()).isEqualTo(3);
        mistral.verify();
    }

    @Test
    void a_setting_out_of_range_is_refused_when_it_is_set() {
        assertThatThrownBy(() -> MistralFimModel.builder().maxTokens(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxTokens");
        assertThatThrownBy(() -> MistralFimModel.builder().temperature(2.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("temperature");
    }

    @Test
    void a_stream_is_the_same_answer_in_pieces() throws Exception {
        Heard heard = streamed(Reply.pieces("\n  ", "return", " 1;\n"));

        Response<String> response = heard.end.get(30, TimeUnit.SECONDS);
        assertThat(response.content()).isEqualTo("\n  return 1;\n");
        assertThat(String.join("", heard.pieces)).isEqualTo(response.content());
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage()).isNotNull();
        mistral.verify();
    }

    @Test
    void a_stream_that_is_cut_is_an_error() {
        Heard heard = streamed(Reply.pieces("a", "b", "c").cutAfter(2));

        assertThatThrownBy(() -> heard.end.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InternalServerException.class);
    }

    @Test
    void what_the_handler_throws_goes_to_its_own_on_error() throws Exception {
        mistral.enqueue(Endpoint.FIM_COMPLETIONS, Reply.pieces("a", "b"));
        List<Throwable> errors = new ArrayList<>();
        CompletableFuture<Response<String>> end = new CompletableFuture<>();
        MistralStreamingFimModel.builder().client(client).build().generate("a", new StreamingResponseHandler<>() {
            @Override
            public void onNext(String piece) {
                throw new IllegalStateException("mine");
            }

            @Override
            public void onComplete(Response<String> response) {
                end.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                errors.add(error);
            }
        });

        assertThat(end.get(30, TimeUnit.SECONDS).content()).isEqualTo("ab");
        assertThat(errors).hasSize(2).allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void failures_are_those_of_langchain4j() {
        mistral.enqueue(Endpoint.FIM_COMPLETIONS, Reply.error(429));

        assertThatThrownBy(() -> model().generate("secret prompt"))
                .isInstanceOf(RateLimitException.class)
                .hasMessageNotContaining("secret");
    }
}
