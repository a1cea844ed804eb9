package io.github.mistral4j;

import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.client.api.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost. With audio the total is more than input plus output. Adding up keeps the details; null is unknown and
 * counts as 0 beside a known number.
 */
public final class MistralTokenUsage extends TokenUsage {

    private final @Nullable Integer cachedInputTokenCount;
    private final @Nullable Integer audioInputTokenCount;
    private final @Nullable Integer reasoningTokenCount;

    public MistralTokenUsage(
            @Nullable Integer inputTokenCount,
            @Nullable Integer outputTokenCount,
            @Nullable Integer totalTokenCount,
            @Nullable Integer cachedInputTokenCount,
            @Nullable Integer audioInputTokenCount,
            @Nullable Integer reasoningTokenCount) {
        super(inputTokenCount, outputTokenCount, totalTokenCount);
        this.cachedInputTokenCount = cachedInputTokenCount;
        this.audioInputTokenCount = audioInputTokenCount;
        this.reasoningTokenCount = reasoningTokenCount;
    }

    /** The usage that a {@code MistralClient} reports; null where there is none. */
    public static @Nullable MistralTokenUsage of(@Nullable Usage usage) {
        return usage == null
                ? null
                : new MistralTokenUsage(
                        usage.promptTokens(),
                        usage.completionTokens(),
                        usage.totalTokens(),
                        usage.cachedTokens(),
                        usage.audioTokens(),
                        usage.reasoningTokens());
    }

    /** Input tokens that came from the cache, billed at a tenth; part of {@link #inputTokenCount()}. */
    public @Nullable Integer cachedInputTokenCount() {
        return cachedInputTokenCount;
    }

    /** Tokens of audio in the input, not part of {@link #inputTokenCount()}. */
    public @Nullable Integer audioInputTokenCount() {
        return audioInputTokenCount;
    }

    /** Tokens of thinking; part of {@link #outputTokenCount()}. */
    public @Nullable Integer reasoningTokenCount() {
        return reasoningTokenCount;
    }

    @Override
    public MistralTokenUsage add(@Nullable TokenUsage that) {
        if (that == null) {
            return this;
        }
        MistralTokenUsage other = that instanceof MistralTokenUsage own ? own : null;
        return new MistralTokenUsage(
                sum(inputTokenCount(), that.inputTokenCount()),
                sum(outputTokenCount(), that.outputTokenCount()),
                sum(totalTokenCount(), that.totalTokenCount()),
                sum(cachedInputTokenCount, other == null ? null : other.cachedInputTokenCount),
                sum(audioInputTokenCount, other == null ? null : other.audioInputTokenCount),
                sum(reasoningTokenCount, other == null ? null : other.reasoningTokenCount));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof MistralTokenUsage that
                && Objects.equals(cachedInputTokenCount, that.cachedInputTokenCount)
                && Objects.equals(audioInputTokenCount, that.audioInputTokenCount)
                && Objects.equals(reasoningTokenCount, that.reasoningTokenCount);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), cachedInputTokenCount, audioInputTokenCount, reasoningTokenCount);
    }

    @Override
    public String toString() {
        return "MistralTokenUsage[input=" + inputTokenCount() + ", output=" + outputTokenCount() + ", total="
                + totalTokenCount() + ", cachedInput=" + cachedInputTokenCount + ", audioInput=" + audioInputTokenCount
                + ", reasoning=" + reasoningTokenCount + "]";
    }
}
