package io.github.mistral4j.retries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R1: which answers are worth another request. */
class RetriedStatusesTest {

    private static final Set<Integer> REPEATED =
            Set.of(408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529);

    private final WireServer server = WireServer.start();
    private final MistralClient client =
            new RetryTiming().client().baseUrl(server.baseUrl()).apiKey("k").build();
    private final ChatModel model =
            MistralChatModel.builder().client(client).modelName("m").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
    void is_repeated_until_it_succeeds(int status) {
        server.answers(Answers.error(status), Answers.error(status), Answers.error(status));

        assertThat(model.chat("hello")).isEqualTo("fine");
        assertThat(server.requests()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("statusesNotRepeated")
    void is_not_repeated(int status) {
        server.answers(Answers.error(status));

        Throwable failure = catchThrowable(() -> model.chat("hello"));

        assertThat(failure).isInstanceOf(LangChain4jException.class);
        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        MistralHttpException.class,
                        http -> assertThat(http.statusCode()).isEqualTo(status));
        assertThat(server.requests()).isEqualTo(1);
    }

    static IntStream statusesNotRepeated() {
        return IntStream.range(300, 600).filter(status -> !REPEATED.contains(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 401, 407, 408, 421, 503})
    void a_get_is_not_repeated_by_the_transport_either(int status) {
        server.otherwise(request -> Answers.error(status, "0"));
        try (MistralClient once = new RetryTiming()
                .client()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .maxRetries(0)
                .build()) {
            MistralModelCatalog catalog =
                    MistralModelCatalog.builder().client(once).build();

            assertThat(catchThrowable(catalog::listModels)).isInstanceOf(LangChain4jException.class);
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void as_many_retries_as_set_and_no_more() {
        server.otherwise(request -> Answers.error(500));
        try (MistralChatModel twice = MistralChatModel.builder()
                .client(new RetryTiming()
                        .client()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .maxRetries(2)
                        .build())
                .modelName("m")
                .build()) {
            assertThat(catchThrowable(() -> twice.chat("hello"))).hasMessageContaining("it is 500");
        }
        assertThat(server.requests()).isEqualTo(3);
    }
}
