package io.github.mistral4j.completion;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.language.StreamingLanguageModel;
import io.github.mistral4j.client.api.FimCompletionRequest;
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.streaming.HandlerCalls;
import org.jspecify.annotations.Nullable;

/**
 * Fills gaps in code piece by piece ({@code POST /v1/fim/completions}), with the promises of all streams here: one ending, nothing
 * lost, cancelling at once. Safe for use by many threads.
 */
public final class MistralStreamingFimModel implements StreamingLanguageModel, AutoCloseable {

    private final ClientHandle handle;
    private final FimCompletionRequest settings;

    private MistralStreamingFimModel(ClientHandle handle, FimCompletionRequest settings) {
        this.handle = handle;
        this.settings = settings;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What follows the prompt. */
    @Override
    public void generate(String prompt, StreamingResponseHandler<String> handler) {
        generate(prompt, null, handler);
    }

    /**
     * What belongs between prompt and suffix, without either.
     *
     * @return to cancel it; after that the handler hears nothing any more
     */
    public StreamingHandle generate(String prompt, @Nullable String suffix, StreamingResponseHandler<String> handler) {
        FimCompletionRequest request = settings.with(requireNonNull(prompt, "prompt"), suffix);
        HandlerCalls calls = new HandlerCalls(requireNonNull(handler, "handler")::onError);
        return calls.start(() -> handle.client().streamFim(request, new FimAnswer(handler, calls)));
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public void close() {
        handle.close();
    }

    /** Collects the settings of a model. */
    public static final class Builder extends FimModelBuilder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralStreamingFimModel build() {
            return new MistralStreamingFimModel(clientHandle(), request());
        }
    }
}
