package io.github.mistral4j.examples.eval;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.Citations;
import io.github.mistral4j.examples.answer.Source;
import io.github.mistral4j.examples.answer.Timings;
import io.github.mistral4j.examples.documents.Passage;
import io.github.mistral4j.examples.pricing.Cost;
import io.github.mistral4j.examples.routing.RoutingDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Outcomes made by hand. */
final class Answers {

    private Answers() {}

    static final String FILE = "manual.md";

    /** A look-up question whose sources are the given strings. */
    static GoldenQuestion question(String id, String... contains) {
        List<GoldenQuestion.Source> sources = new ArrayList<>();
        for (String text : contains) {
            sources.add(new GoldenQuestion.Source(FILE, text));
        }
        return new GoldenQuestion(id, "Why?", "lookup", null, true, sources, null, null, null);
    }

    static GoldenQuestion unanswerable(String id) {
        return new GoldenQuestion(id, "Why?", "lookup", null, false, null, null, null, null);
    }

    static Outcome outcome(GoldenQuestion golden, Answer answer) {
        return new Outcome(golden, answer);
    }

    /** An answer of a model that was given these passages. */
    static Answer answer(String task, String text, Set<Integer> invalid, String... passages) {
        List<Source> sources = new ArrayList<>();
        Set<Integer> valid = new java.util.TreeSet<>();
        for (String passage : passages) {
            int number = sources.size() + 1;
            if (text.contains("[" + number + "]")) {
                valid.add(number);
            }
            sources.add(new Source(number, new Passage(FILE, 1, 2, false, "", "", passage), 0.8, false));
        }
        return answer(task, text, true, "model", sources, new Citations(valid, invalid));
    }

    static Answer answer(String task, String text, String... passages) {
        return answer(task, text, Set.of(), passages);
    }

    static Answer refusal(String answeredBy) {
        return answer(
                "lookup", "Not in these documents.", false, answeredBy, List.of(), new Citations(Set.of(), Set.of()));
    }

    private static Answer answer(
            String task, String text, boolean found, String answeredBy, List<Source> sources, Citations citations) {
        RoutingDecision decision =
                new RoutingDecision(task, "mistral-large-2512", "by hand", 0.5, 0.1, "a phrase", "summary", null);
        return new Answer(
                "Why?",
                "Why?",
                text,
                found,
                decision,
                sources,
                citations,
                answeredBy,
                1000,
                100,
                4000,
                new Timings(0, 5, 1, 40, 100),
                new Cost(0.00065, 0.00001, 0.00066));
    }

    static RunFacts facts(boolean standIn) {
        return new RunFacts("2026-01-02", standIn, "a server", "a model", 12, 137, 0.62, "2026-01-01", "17", 1.5);
    }
}
