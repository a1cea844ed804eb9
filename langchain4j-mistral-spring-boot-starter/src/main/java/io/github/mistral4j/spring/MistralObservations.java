package io.github.mistral4j.spring;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelErrorContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelRequestContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;
import dev.langchain4j.model.moderation.listener.ModerationModelErrorContext;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;
import dev.langchain4j.model.moderation.listener.ModerationModelRequestContext;
import dev.langchain4j.model.moderation.listener.ModerationModelResponseContext;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.client.api.Usage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One observation {@code gen_ai.client.operation} per call and one summary {@code gen_ai.client.token.usage}, named as in
 * OpenTelemetry's conventions for generative AI. No prompt and no answer is in them.
 */
final class MistralObservations implements ChatModelListener, EmbeddingModelListener, ModerationModelListener {

    private static final String NAME = "gen_ai.client.operation";
    private static final String TOKENS = "gen_ai.client.token.usage";
    private static final String CHAT = "chat";
    private static final String EMBEDDINGS = "embeddings";
    private static final String MODERATION = "moderation";
    private static final String NONE = "none";

    private final ObservationRegistry observations;
    private final @Nullable MeterRegistry meters;

    MistralObservations(ObservationRegistry observations, @Nullable MeterRegistry meters) {
        this.observations = observations;
        this.meters = meters;
    }

    @Override
    public void onRequest(ChatModelRequestContext context) {
        start(CHAT, context.chatRequest().parameters().modelName(), context.attributes());
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        String requested = context.chatRequest().parameters().modelName();
        String answered = context.chatResponse().metadata().modelName();
        TokenUsage usage = context.chatResponse().metadata().tokenUsage();
        if (usage != null) {
            count(CHAT, "input", usage.inputTokenCount(), requested, answered);
            count(CHAT, "output", usage.outputTokenCount(), requested, answered);
        }
        stop(answered, context.attributes());
    }

    @Override
    public void onError(ChatModelErrorContext context) {
        fail(context.error(), context.attributes());
    }

    @Override
    public void onRequest(EmbeddingModelRequestContext context) {
        start(EMBEDDINGS, context.embeddingRequest().modelName(), context.attributes());
    }

    @Override
    public void onResponse(EmbeddingModelResponseContext context) {
        String answered = context.embeddingResponse().modelName();
        TokenUsage usage = context.embeddingResponse().tokenUsage();
        if (usage != null) {
            String requested = context.embeddingRequest().modelName();
            count(EMBEDDINGS, "input", usage.inputTokenCount(), requested, answered);
        }
        stop(answered, context.attributes());
    }

    @Override
    public void onError(EmbeddingModelErrorContext context) {
        fail(context.error(), context.attributes());
    }

    @Override
    public void onRequest(ModerationModelRequestContext context) {
        start(MODERATION, context.moderationRequest().modelName(), context.attributes());
    }

    @Override
    public void onResponse(ModerationModelResponseContext context) {
        Map<String, Object> metadata = context.moderationResponse().metadata();
        String answered = metadata.get("model") instanceof String model ? model : null;
        if (metadata.get("usage") instanceof Usage usage) {
            String requested = context.moderationRequest().modelName();
            count(MODERATION, "input", usage.promptTokens(), requested, answered);
        }
        stop(answered, context.attributes());
    }

    @Override
    public void onError(ModerationModelErrorContext context) {
        fail(context.error(), context.attributes());
    }

    private void start(String operation, @Nullable String requested, Map<Object, Object> attributes) {
        String model = orNone(requested);
        Observation observation = Observation.createNotStarted(NAME, observations)
                .contextualName(operation + " " + model)
                .lowCardinalityKeyValue("gen_ai.operation.name", operation)
                .lowCardinalityKeyValue("gen_ai.provider.name", "mistral_ai")
                .lowCardinalityKeyValue("gen_ai.request.model", model)
                // Present from the beginning: a meter has the same tags however its call ends.
                .lowCardinalityKeyValue("gen_ai.response.model", NONE)
                .lowCardinalityKeyValue("error.type", NONE);
        attributes.put(MistralObservations.class, observation.start());
    }

    private static void stop(@Nullable String answered, Map<Object, Object> attributes) {
        if (attributes.get(MistralObservations.class) instanceof Observation observation) {
            observation
                    .lowCardinalityKeyValue("gen_ai.response.model", orNone(answered))
                    .stop();
        }
    }

    private static void fail(Throwable error, Map<Object, Object> attributes) {
        if (attributes.get(MistralObservations.class) instanceof Observation observation) {
            observation
                    .lowCardinalityKeyValue("error.type", error.getClass().getSimpleName())
                    .error(error)
                    .stop();
        }
    }

    private void count(
            String operation,
            String type,
            @Nullable Integer tokens,
            @Nullable String requested,
            @Nullable String answered) {
        if (meters != null && tokens != null) {
            DistributionSummary.builder(TOKENS)
                    .baseUnit("tokens")
                    .tag("gen_ai.operation.name", operation)
                    .tag("gen_ai.provider.name", "mistral_ai")
                    .tag("gen_ai.token.type", type)
                    .tag("gen_ai.request.model", orNone(requested))
                    .tag("gen_ai.response.model", orNone(answered))
                    .register(meters)
                    .record(tokens);
        }
    }

    private static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }
}
