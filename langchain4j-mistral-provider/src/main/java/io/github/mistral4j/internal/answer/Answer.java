package io.github.mistral4j.internal.answer;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.output.FinishReason;
import io.github.mistral4j.client.api.TokenLogprob;
import io.github.mistral4j.client.api.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer with everything that was said about it, from one body or from a stream. */
public record Answer(
        AiMessage message,
        @Nullable String id,
        @Nullable String model,
        @Nullable Long created,
        @Nullable FinishReason finishReason,
        @Nullable Usage usage,
        List<TokenLogprob> logprobs,
        List<TokenLogprob> promptLogprobs) {

    public static final String LACKS_CALLS = "the answer says that it calls tools, but holds no call and no text";

    /** Whether it says that it calls tools, and neither calls one nor says anything else. */
    public boolean lacksItsCalls() {
        return finishReason == FinishReason.TOOL_EXECUTION
                && !message.hasToolExecutionRequests()
                && (message.text() == null || message.text().isBlank());
    }

    @Override
    public String toString() {
        return "Answer[id=" + id + ", model=" + model + ", finishReason=" + finishReason + ", usage=" + usage + "]";
    }
}
