package io.github.mistral4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.MistralBudget;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.Streamed;
import io.github.mistral4j.requests.WireServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A budget refuses before anything is sent. Each answer here costs 3 tokens in and 2 out. */
class BudgetTest {

    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-11-25T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Hands clock = new Hands();
    private final WireServer server = WireServer.start();
    private final MistralClient client =
            MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private MistralChatModel model(MistralBudget budget) {
        return MistralChatModel.builder()
                .client(client)
                .modelName("m")
                .listeners(budget)
                .build();
    }

    @Test
    void tokens_are_limited_for_all_models_until_the_period_is_over() {
        MistralBudget budget = MistralBudget.builder()
                .maxTokens(10L)
                .period(Duration.ofHours(1))
                .clock(clock)
                .build();
        MistralChatModel model = model(budget);
        MistralStreamingChatModel streaming = MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .listeners(budget)
                .build();
        model.chat("one");
        model.chat("two");

        assertThat(budget.used("").tokens()).isEqualTo(10);
        assertThat(catchThrowable(() -> model.chat("three")))
                .isExactlyInstanceOf(NonRetriableException.class)
                .hasMessageContaining("2026-11-25T01:00:00Z");
        assertThat(catchThrowable(() -> Streamed.of(streaming, "three"))).isInstanceOf(NonRetriableException.class);
        assertThat(server.requests()).isEqualTo(2);

        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(model.chat("three")).isEqualTo("fine");
    }

    @Test
    void money_is_counted_by_the_prices_that_were_handed_in() {
        MistralBudget budget = MistralBudget.builder()
                .maxMoney(0.000_012)
                .price("m", 1, 2)
                .clock(clock)
                .build();
        MistralChatModel model = model(budget);
        model.chat("one");
        assertThat(budget.used("").money()).isCloseTo(0.000_007, within(1e-12));
        model.chat("two");

        assertThat(catchThrowable(() -> model.chat("three"))).isInstanceOf(NonRetriableException.class);
    }

    @Test
    void a_model_without_a_price_is_refused_where_money_is_limited() {
        MistralBudget budget = MistralBudget.builder().maxMoney(1.0).build();

        assertThat(catchThrowable(() -> model(budget).chat("one")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("price of model m");
        assertThat(server.requests()).isZero();
    }

    @Test
    void each_key_has_a_budget_of_its_own() {
        MistralBudget budget = MistralBudget.builder()
                .maxTokens(5L)
                .key(request -> ((UserMessage) request.messages().get(0)).name())
                .build();
        MistralChatModel model = model(budget);
        ChatRequest alices =
                ChatRequest.builder().messages(UserMessage.from("alice", "hi")).build();
        model.chat(alices);

        assertThat(catchThrowable(() -> model.chat(alices))).isInstanceOf(NonRetriableException.class);
        model.chat(ChatRequest.builder().messages(UserMessage.from("bob", "hi")).build());
        assertThat(budget.used("bob").tokens()).isEqualTo(5);
    }

    @Test
    void a_stream_that_is_cut_counts_with_what_it_had_said() {
        MistralBudget budget = MistralBudget.builder().maxTokens(5L).build();
        MistralStreamingChatModel streaming = MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .listeners(budget)
                .build();
        server.answers(
                Answers.events("data: {\"id\":\"s\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                                + "\"a\"},\"finish_reason\":null}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,"
                                + "\"total_tokens\":7}}\n\n")
                        .build());
        assertThat(Streamed.of(streaming, "one").failed()).isTrue();

        assertThat(budget.used("").tokens()).isEqualTo(7);
    }

    @Test
    void a_period_may_last_for_ever_or_less_than_a_second() {
        MistralBudget forEver = MistralBudget.builder()
                .maxTokens(5L)
                .period(ChronoUnit.FOREVER.getDuration())
                .clock(clock)
                .build();
        MistralBudget moment = MistralBudget.builder()
                .maxTokens(5L)
                .period(Duration.ofMillis(500))
                .clock(clock)
                .build();
        model(forEver).chat("one");
        model(moment).chat("one");
        clock.now = clock.now.plusMillis(500);

        assertThat(forEver.used("").tokens()).isEqualTo(5);
        assertThat(moment.used("").tokens()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MistralBudget.builder().period(Duration.ofMillis(-1)))
                .withMessageContaining("PT-0.001S");
    }

    @Test
    void a_price_that_is_no_number_is_refused_since_nothing_could_be_counted_with_it() {
        for (double price : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MistralBudget.builder().price("m", 0, price))
                    .withMessageContaining("prices of m");
        }
    }

    @Test
    void a_budget_without_a_limit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MistralBudget.builder().build())
                .withMessageContaining("maxTokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MistralBudget.builder().maxMoney(-1.0));
    }
}
