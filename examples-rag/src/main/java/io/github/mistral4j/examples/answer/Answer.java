package io.github.mistral4j.examples.answer;

import io.github.mistral4j.examples.pricing.Cost;
import io.github.mistral4j.examples.routing.RoutingDecision;
import java.util.List;

/**
 * An answer and everything needed to check it.
 *
 * @param searchedFor the question as it was embedded; another than {@code question} for a follow-up
 * @param found false when the documents do not hold an answer
 * @param sources the passages in the prompt; those below {@code citations} are the ones the text points to
 * @param answeredBy the model the server named, which can differ from the one that was asked for
 * @param inputTokens of the prompt
 * @param promptCharacters of all messages
 */
public record Answer(
        String question,
        String searchedFor,
        String text,
        boolean found,
        RoutingDecision decision,
        List<Source> sources,
        Citations citations,
        String answeredBy,
        int inputTokens,
        int outputTokens,
        int promptCharacters,
        Timings timings,
        Cost cost) {

    public static final String NOT_FOUND = "Not in these documents.";

    public List<Source> citedSources() {
        return sources.stream()
                .filter(source -> citations.valid().contains(source.number()))
                .toList();
    }
}
