package io.github.mistral4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A limit of tokens or money for each period. It is a listener: add it to the {@code listeners} of all the chat models of this
 * library that it is for, and they refuse a call before anything is sent once it is used up, with a
 * {@code NonRetriableException} that says when it begins anew.
 *
 * <pre>{@code
 * MistralBudget budget = MistralBudget.builder()
 *         .maxMoney(5.00)
 *         .period(Duration.ofDays(1))
 *         .price("mistral-small-latest", 0.15, 0.60)
 *         .build();
 * ChatModel model = MistralChatModel.builder().modelName("mistral-small-latest").listeners(budget).build();
 * }</pre>
 *
 * <p>What a call costs is known when its answer is there: a call is let go as long as anything is left, so the limit may be
 * exceeded by what is under way then. A call that fails counts with the usage that had arrived; one that is cancelled, or whose server
 * does not say what was used, does not count. Safe for use by many threads.
 */
public final class MistralBudget implements ChatModelListener {

    private static final double A_MILLION = 1_000_000;

    /**
     * What has been used in the running period.
     *
     * @param money in the currency of the prices
     * @param until when the next period may begin
     */
    public record Used(long tokens, double money, Instant until) {}

    private record Price(double input, double output) {}

    private final @Nullable Long maxTokens;
    private final @Nullable Double maxMoney;
    private final Duration period;
    private final Map<String, Price> prices;
    private final Function<ChatRequest, String> key;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock, as the next.
    private final Map<String, Used> used = new HashMap<>();
    private Instant sweep = Instant.MIN;

    private MistralBudget(Builder builder) {
        this.maxTokens = builder.maxTokens;
        this.maxMoney = builder.maxMoney;
        this.period = builder.period;
        this.prices = Map.copyOf(builder.prices);
        this.key = builder.key;
        this.clock = builder.clock;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What has been used for a key in its running period; see {@link Builder#key}. */
    public Used used(String ofKey) {
        lock.lock();
        try {
            return running(ofKey);
        } finally {
            lock.unlock();
        }
    }

    /** Before a call is sent. */
    void require(ChatRequest request) {
        if (maxMoney != null && !prices.containsKey(request.modelName())) {
            throw new InvalidRequestException("no price of model " + request.modelName()
                    + " was given to the budget, which limits money; set price(…)");
        }
        Used now = used(key.apply(request));
        if (maxTokens != null && now.tokens() >= maxTokens) {
            throw usedUp(maxTokens + " tokens", now);
        }
        if (maxMoney != null && now.money() >= maxMoney) {
            throw usedUp(String.valueOf(maxMoney), now);
        }
    }

    private NonRetriableException usedUp(String limit, Used now) {
        return new NonRetriableException("not sent: the budget of " + limit + " for " + period
                + " is used up; it begins anew at " + now.until());
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        add(context.chatRequest(), context.chatResponse());
    }

    @Override
    public void onError(ChatModelErrorContext context) {
        if (context.error().getCause() instanceof MistralHttpException http && http.partialResponse() != null) {
            add(context.chatRequest(), http.partialResponse());
        }
    }

    private void add(ChatRequest request, ChatResponse response) {
        TokenUsage usage = response.tokenUsage();
        if (usage == null) {
            return;
        }
        int input = usage.inputTokenCount() == null ? 0 : usage.inputTokenCount();
        int output = usage.outputTokenCount() == null ? 0 : usage.outputTokenCount();
        int total = usage.totalTokenCount() == null ? input + output : usage.totalTokenCount();
        Price price = prices.get(String.valueOf(request.modelName()));
        double money = price == null ? 0 : (input * price.input() + output * price.output()) / A_MILLION;
        String ofKey = key.apply(request);
        lock.lock();
        try {
            Used before = running(ofKey);
            used.put(ofKey, new Used(before.tokens() + total, before.money() + money, before.until()));
        } finally {
            lock.unlock();
        }
    }

    private Used running(String ofKey) {
        Instant now = clock.instant();
        Used last = used.get(ofKey);
        if (last != null && now.isBefore(last.until())) {
            return last;
        }
        if (!now.isBefore(sweep)) {
            used.values().removeIf(other -> !now.isBefore(other.until()));
            sweep = end(now);
        }
        Used fresh = new Used(0, 0, end(now));
        used.put(ofKey, fresh);
        return fresh;
    }

    private Instant end(Instant start) {
        return period.compareTo(Duration.between(start, Instant.MAX)) < 0 ? start.plus(period) : Instant.MAX;
    }

    /** Collects the limits. */
    public static final class Builder {

        private @Nullable Long maxTokens;
        private @Nullable Double maxMoney;
        private Duration period = Duration.ofDays(1);
        private final Map<String, Price> prices = new HashMap<>();
        private Function<ChatRequest, String> key = request -> "";
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** The most tokens in a period, input and output together, 1 or more; no limit by default. */
        public Builder maxTokens(@Nullable Long maxTokens) {
            this.maxTokens = maxTokens == null ? null : (Long) Math.round(positive("maxTokens", maxTokens));
            return this;
        }

        /** The most money in a period, above 0, in the currency of the prices; no limit by default. */
        public Builder maxMoney(@Nullable Double maxMoney) {
            this.maxMoney = maxMoney == null ? null : (Double) positive("maxMoney", maxMoney);
            return this;
        }

        /** How long a period is, a day by default; it begins with the first call after the one before has ended. */
        public Builder period(Duration period) {
            if (period.isZero() || period.isNegative()) {
                throw new IllegalArgumentException("period must be above 0, but is " + period);
            }
            this.period = period;
            return this;
        }

        /**
         * What a million tokens of a model cost, by the name that requests use. Cached input counts in full. No price is built
         * in, since they change.
         */
        public Builder price(String modelName, double inputPerMillion, double outputPerMillion) {
            if (!(inputPerMillion >= 0 && outputPerMillion >= 0 && inputPerMillion + outputPerMillion < 1e100)) {
                throw new IllegalArgumentException("the prices of " + modelName + " must be numbers of 0 or more");
            }
            prices.put(modelName, new Price(inputPerMillion, outputPerMillion));
            return this;
        }

        /** Which of several budgets of the same size a call uses, such as one for each tenant; one for all by default. */
        public Builder key(Function<ChatRequest, String> key) {
            this.key = key;
            return this;
        }

        /** What time it is; for tests. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * The budget.
         *
         * @throws IllegalArgumentException when it limits nothing
         */
        public MistralBudget build() {
            if (maxTokens == null && maxMoney == null) {
                throw new IllegalArgumentException("maxTokens or maxMoney must be set");
            }
            return new MistralBudget(this);
        }

        private static double positive(String name, double value) {
            if (!(value > 0)) {
                throw new IllegalArgumentException(name + " must be above 0, but is " + value);
            }
            return value;
        }
    }
}
