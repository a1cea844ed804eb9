package io.github.mistral4j.examples.routing;

import org.jspecify.annotations.Nullable;

/** What a task sends with its request; null leaves the server's default. */
public record TaskParameters(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxTokens,
        @Nullable String reasoningEffort) {

    static final TaskParameters NONE = new TaskParameters(null, null, null, null);

    /** The same for a fall-back: a model that cannot reason would refuse the effort. */
    public TaskParameters forModel(ModelInfo model) {
        return reasoningEffort == null || model.reasoning() ? this : new TaskParameters(0.3, topP, maxTokens, null);
    }
}
