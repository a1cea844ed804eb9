package io.github.mistral4j.spring;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.output.TokenUsage;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One observation {@code gen_ai.client.operation} per call and one summary {@code gen_ai.client.token.usage}, named as in
 * OpenTelemetry's conventions for generative AI. No prompt and no answer is in them.
 */
final class MistralObservations implements ChatModelListener {

    private static final String NAME = "gen_ai.client.operation";
    private static final String TOKENS = "gen_ai.client.token.usage";
    private static final String NONE = "none";

    private final ObservationRegistry observations;
    private final @Nullable MeterRegistry meters;

    MistralObservations(ObservationRegistry observations, @Nullable MeterRegistry meters) {
        this.observations = observations;
        this.meters = meters;
    }

    @Override
    public void onRequest(ChatModelRequestContext context) {
        String model = orNone(context.chatRequest().parameters().modelName());
        Observation observation = Observation.createNotStarted(NAME, observations)
                .contextualName("chat " + model)
                .lowCardinalityKeyValue("gen_ai.operation.name", "chat")
                .lowCardinalityKeyValue("gen_ai.provider.name", "mistral_ai")
                .lowCardinalityKeyValue("gen_ai.request.model", model)
                // Present from the beginning: a meter has the same tags however its call ends.
                .lowCardinalityKeyValue("gen_ai.response.model", NONE)
                .lowCardinalityKeyValue("error.type", NONE);
        context.attributes().put(MistralObservations.class, observation.start());
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        String requested = orNone(context.chatRequest().parameters().modelName());
        String answered = orNone(context.chatResponse().metadata().modelName());
        TokenUsage usage = context.chatResponse().metadata().tokenUsage();
        if (usage != null) {
            count("input", usage.inputTokenCount(), requested, answered);
            count("output", usage.outputTokenCount(), requested, answered);
        }
        if (context.attributes().get(MistralObservations.class) instanceof Observation observation) {
            observation
                    .lowCardinalityKeyValue(KeyValue.of("gen_ai.response.model", answered))
                    .stop();
        }
    }

    @Override
    public void onError(ChatModelErrorContext context) {
        if (context.attributes().get(MistralObservations.class) instanceof Observation observation) {
            observation
                    .lowCardinalityKeyValue(
                            "error.type", context.error().getClass().getSimpleName())
                    .error(context.error())
                    .stop();
        }
    }

    private void count(String type, @Nullable Integer tokens, String requested, String answered) {
        if (meters != null && tokens != null) {
            DistributionSummary.builder(TOKENS)
                    .baseUnit("tokens")
                    .tag("gen_ai.operation.name", "chat")
                    .tag("gen_ai.provider.name", "mistral_ai")
                    .tag("gen_ai.token.type", type)
                    .tag("gen_ai.request.model", requested)
                    .tag("gen_ai.response.model", answered)
                    .register(meters)
                    .record(tokens);
        }
    }

    private static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }
}
