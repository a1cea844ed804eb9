package io.github.mistral4j;

import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import io.github.mistral4j.client.RateLimits;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.internal.answer.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an answer says about itself. {@link #modelName()} is the model that answered, which an alias may hide. */
public final class MistralChatResponseMetadata extends ChatResponseMetadata {

    private final @Nullable String requestedModelName;
    private final @Nullable Long created;
    private final @Nullable String requestId;
    private final @Nullable String host;
    private final @Nullable String serviceTier;
    private final Map<String, Object> furtherUsage;
    private final RateLimits rateLimits;
    private final Map<String, List<String>> headers;
    private final List<Map<String, @Nullable Object>> guardrails;
    private final List<MistralReference> references;
    private final List<TokenLogprob> logprobs;
    private final List<TokenLogprob> promptLogprobs;

    private MistralChatResponseMetadata(Builder builder) {
        super(builder);
        this.requestedModelName = builder.requestedModelName;
        this.created = builder.created;
        this.requestId = builder.requestId;
        this.host = builder.host;
        this.serviceTier = builder.serviceTier;
        this.furtherUsage = builder.furtherUsage;
        this.rateLimits = builder.rateLimits;
        this.headers = builder.headers;
        this.guardrails = builder.guardrails;
        this.references = builder.references;
        this.logprobs = builder.logprobs;
        this.promptLogprobs = builder.promptLogprobs;
    }

    static MistralChatResponseMetadata of(
            Answer answer,
            String requestedModelName,
            List<Map<String, @Nullable Object>> guardrails,
            @Nullable ResponseInfo info) {
        Builder builder = new Builder();
        builder.id(answer.id())
                .modelName(answer.model())
                .finishReason(answer.finishReason())
                .tokenUsage(MistralTokenUsage.of(answer.usage()));
        builder.requestedModelName = requestedModelName;
        builder.created = answer.created();
        builder.serviceTier = answer.usage() == null ? null : answer.usage().serviceTier();
        builder.furtherUsage =
                answer.usage() == null ? Map.of() : answer.usage().further();
        builder.guardrails = guardrails;
        builder.references = MistralReference.of(answer.message());
        builder.logprobs = answer.logprobs();
        builder.promptLogprobs = answer.promptLogprobs();
        if (info != null) {
            builder.requestId = info.requestId();
            builder.host = info.host();
            builder.rateLimits = info.rateLimits();
            builder.headers = info.headers();
        }
        return builder.build();
    }

    /** The model that was asked for. */
    public @Nullable String requestedModelName() {
        return requestedModelName;
    }

    /** {@code created}: seconds since 1970-01-01T00:00Z. */
    public @Nullable Long created() {
        return created;
    }

    /** The id to give to Mistral's support ({@code mistral-correlation-id}). */
    public @Nullable String requestId() {
        return requestId;
    }

    /** The host that answered, such as {@code api.mistral.ai}: of interest where a client has several endpoints. */
    public @Nullable String host() {
        return host;
    }

    /** {@code usage.service_tier}: {@code standard} or {@code priority}. */
    public @Nullable String serviceTier() {
        return serviceTier;
    }

    /** Fields of {@code usage} that have no place of their own, by their names in the answer. */
    public Map<String, Object> furtherUsage() {
        return furtherUsage;
    }

    /** The {@code x-ratelimit-…} headers; empty for streams, which carry none. */
    public RateLimits rateLimits() {
        return rateLimits;
    }

    /** The headers of the HTTP answer by their names in lower case, but for cookies. Not for logs: they are the server's words. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** {@code guardrails}: what they found, as plain maps; empty when none were asked for. */
    public List<Map<String, @Nullable Object>> guardrails() {
        return guardrails;
    }

    /** The citations of the answer. */
    public List<MistralReference> references() {
        return references;
    }

    /** {@code logprobs}: how likely each token of the answer was, in their order; empty when they were not asked for. */
    public List<TokenLogprob> logprobs() {
        return logprobs;
    }

    /** {@code prompt_logprobs}: the same for the tokens of the prompt. */
    public List<TokenLogprob> promptLogprobs() {
        return promptLogprobs;
    }

    @Override
    public ChatResponseMetadata.Builder<?> toBuilder() {
        Builder builder = new Builder();
        builder.requestedModelName = requestedModelName;
        builder.created = created;
        builder.requestId = requestId;
        builder.host = host;
        builder.serviceTier = serviceTier;
        builder.furtherUsage = furtherUsage;
        builder.rateLimits = rateLimits;
        builder.headers = headers;
        builder.guardrails = guardrails;
        builder.references = references;
        builder.logprobs = logprobs;
        builder.promptLogprobs = promptLogprobs;
        return toBuilder(builder);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof MistralChatResponseMetadata that
                && Objects.equals(requestedModelName, that.requestedModelName)
                && Objects.equals(created, that.created)
                && Objects.equals(requestId, that.requestId)
                && Objects.equals(host, that.host)
                && Objects.equals(serviceTier, that.serviceTier)
                && furtherUsage.equals(that.furtherUsage)
                && rateLimits.equals(that.rateLimits)
                && guardrails.equals(that.guardrails)
                && references.equals(that.references)
                && logprobs.equals(that.logprobs)
                && promptLogprobs.equals(that.promptLogprobs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), requestedModelName, created, requestId, references);
    }

    @Override
    public String toString() {
        return "MistralChatResponseMetadata[id=" + id() + ", modelName=" + modelName() + ", finishReason="
                + finishReason() + ", tokenUsage=" + tokenUsage() + ", requestId=" + requestId + "]";
    }

    private static final class Builder extends ChatResponseMetadata.Builder<Builder> {

        private @Nullable String requestedModelName;
        private @Nullable Long created;
        private @Nullable String requestId;
        private @Nullable String host;
        private @Nullable String serviceTier;
        private Map<String, Object> furtherUsage = Map.of();
        private RateLimits rateLimits = new RateLimits(Map.of(), Map.of(), Map.of());
        private Map<String, List<String>> headers = Map.of();
        private List<Map<String, @Nullable Object>> guardrails = List.of();
        private List<MistralReference> references = List.of();
        private List<TokenLogprob> logprobs = List.of();
        private List<TokenLogprob> promptLogprobs = List.of();

        @Override
        public MistralChatResponseMetadata build() {
            return new MistralChatResponseMetadata(this);
        }
    }
}
