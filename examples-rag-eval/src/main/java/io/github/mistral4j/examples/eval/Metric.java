package io.github.mistral4j.examples.eval;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers that can be asked for by name; of all of them more is better. */
public final class Metric {

    public static final String NAMES =
            "routing, recall@K, hit@K, mrr, in-force, passages, refused, answered, expected, forbidden, marks, marked, supported";

    /** Those that say something of whoever answers, with the stand-in nothing of a language model. */
    static final List<String> OF_ANSWERS =
            List.of("refused", "answered", "expected", "forbidden", "marks", "marked", "supported");

    private static final Pattern AT = Pattern.compile("(recall|hit)@(\\d{1,2})");

    private Metric() {}

    public static boolean isKnown(String name) {
        Matcher at = AT.matcher(name);
        return at.matches()
                ? Integer.parseInt(at.group(2)) >= 1 && Integer.parseInt(at.group(2)) <= RetrievalScores.DEEPEST
                : !name.contains("@") && (", " + NAMES + ", ").contains(", " + name + ", ");
    }

    /** Empty when it was not measured. */
    public static OptionalDouble value(Evaluation evaluation, String name) {
        RetrievalScores retrieval = evaluation.retrieval();
        AnswerScores answers = evaluation.answers();
        RefusalScores refusals = evaluation.refusals();
        Matcher at = AT.matcher(name);
        if (at.matches()) {
            int index = Integer.parseInt(at.group(2)) - 1;
            boolean recall = at.group(1).equals("recall");
            return ofRetrieval(evaluation, (recall ? retrieval.recallAt() : retrieval.hitAt()).get(index));
        }
        return switch (name) {
            case "routing" -> evaluation.routing().value();
            case "mrr" -> ofRetrieval(evaluation, retrieval.mrr());
            case "in-force" -> retrieval.inForce().value();
            case "passages" -> retrieval.expected().value();
            case "refused" -> refusals.unanswerable().value();
            case "answered" -> refusals.answerable().complement().value();
            case "expected" -> answers.expected().value();
            case "forbidden" -> answers.forbidden().value();
            case "marks" -> answers.validMarks().value();
            case "marked" -> answers.marked().value();
            case "supported" -> answers.supported().value();
            default -> throw new IllegalArgumentException("There is no metric " + name);
        };
    }

    private static OptionalDouble ofRetrieval(Evaluation evaluation, double value) {
        return evaluation.retrieval().questions() == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
