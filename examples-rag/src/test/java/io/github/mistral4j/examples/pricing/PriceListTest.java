package io.github.mistral4j.examples.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.examples.routing.RoutingTable;
import org.junit.jupiter.api.Test;

class PriceListTest {

    private final PriceList prices = new PriceList(RoutingTable.bundled());

    @Test
    void tokens_are_priced_by_the_million_for_each_model() {
        TokenUsage usage = new TokenUsage(1_000_000, 1_000_000);

        assertThat(prices.chat("mistral-small-2603", usage)).isEqualTo(0.75, within(1e-9));
        assertThat(prices.baseline(usage)).isEqualTo(2.0, within(1e-9));
        assertThat(prices.embedding(usage)).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void what_is_not_known_costs_nothing() {
        assertThat(prices.chat("mistral-small-2603", null)).isZero();
        assertThat(prices.chat("a model of one's own", new TokenUsage(10, 10))).isZero();
        assertThat(prices.chat("mistral-small-2603", new TokenUsage())).isZero();
    }
}
