package io.github.mistral4j.examples.pricing;

import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.examples.routing.ModelInfo;
import io.github.mistral4j.examples.routing.RoutingTable;
import org.jspecify.annotations.Nullable;

/** Prices of tokens, from the routing file. */
public final class PriceList {

    /** Cached input costs a tenth. */
    private static final double CACHED = 0.1;

    private final RoutingTable table;

    public PriceList(RoutingTable table) {
        this.table = table;
    }

    public double chat(String model, @Nullable TokenUsage usage) {
        if (usage == null) {
            return 0;
        }
        ModelInfo price = table.model(model);
        int cached = usage instanceof MistralTokenUsage mistral ? orZero(mistral.cachedInputTokenCount()) : 0;
        double input = orZero(usage.inputTokenCount()) - cached + cached * CACHED;
        return (input * price.input() + orZero(usage.outputTokenCount()) * price.output()) / 1e6;
    }

    public double baseline(@Nullable TokenUsage usage) {
        return chat(table.baselineModel(), usage);
    }

    public double embedding(@Nullable TokenUsage usage) {
        return usage == null ? 0 : orZero(usage.inputTokenCount()) * table.embeddingPrice() / 1e6;
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
