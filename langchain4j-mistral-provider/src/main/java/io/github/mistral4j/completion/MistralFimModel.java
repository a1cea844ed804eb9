package io.github.mistral4j.completion;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.FimCompletionRequest;
import io.github.mistral4j.internal.ClientHandle;
import org.jspecify.annotations.Nullable;

/**
 * Fills gaps in code ({@code POST /v1/fim/completions}): what belongs between a prompt and a suffix. White space at both ends of all
 * three counts and is kept. Throws LangChain4j's exceptions, as all models here. Safe for use by many threads.
 *
 * <pre>{@code
 * String body = MistralFimModel.builder().build().generate("def add(a, b):\n", "\nprint(add(1, 2))").content();
 * }</pre>
 */
public final class MistralFimModel implements LanguageModel, AutoCloseable {

    private final ClientHandle handle;
    private final FimCompletionRequest settings;

    private MistralFimModel(ClientHandle handle, FimCompletionRequest settings) {
        this.handle = handle;
        this.settings = settings;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What follows the prompt. */
    @Override
    public Response<String> generate(String prompt) {
        return generate(prompt, null);
    }

    /** What belongs between prompt and suffix, without either. */
    public Response<String> generate(String prompt, @Nullable String suffix) {
        try {
            return FimAnswer.of(handle.client().fim(settings.with(requireNonNull(prompt, "prompt"), suffix)));
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
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
        public MistralFimModel build() {
            return new MistralFimModel(clientHandle(), request());
        }
    }
}
