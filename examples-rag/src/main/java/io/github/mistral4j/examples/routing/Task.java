package io.github.mistral4j.examples.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of question.
 *
 * @param instructions what the model is told about the form of the answer
 * @param passages how many passages go into the prompt; 0 for no retrieval
 * @param signals wording that speaks for it
 * @param phrases examples that questions are compared with
 * @param heldOut examples that are not, for the thresholds
 */
public record Task(
        String about,
        String model,
        List<String> fallbacks,
        TaskParameters parameters,
        String instructions,
        int passages,
        List<Signal> signals,
        List<String> phrases,
        List<String> heldOut) {

    public Task(
            String about,
            String model,
            @Nullable List<String> fallbacks,
            @Nullable TaskParameters parameters,
            @Nullable String instructions,
            int passages,
            @Nullable List<Signal> signals,
            @Nullable List<String> phrases,
            @Nullable List<String> heldOut) {
        this.about = about;
        this.model = model;
        this.fallbacks = fallbacks == null ? List.of() : List.copyOf(fallbacks);
        this.parameters = parameters == null ? TaskParameters.NONE : parameters;
        this.instructions = instructions == null ? "" : instructions;
        this.passages = passages;
        this.signals = signals == null ? List.of() : List.copyOf(signals);
        this.phrases = phrases == null ? List.of() : List.copyOf(phrases);
        this.heldOut = heldOut == null ? List.of() : List.copyOf(heldOut);
    }

    /** The same for another model, without fall-backs. */
    Task with(String other) {
        return new Task(about, other, null, parameters, instructions, passages, signals, phrases, heldOut);
    }

    /** The model and its fall-backs. */
    public List<String> chain() {
        List<String> chain = new ArrayList<>();
        chain.add(model);
        chain.addAll(fallbacks);
        return chain;
    }

    public boolean needsRetrieval() {
        return passages > 0;
    }
}
