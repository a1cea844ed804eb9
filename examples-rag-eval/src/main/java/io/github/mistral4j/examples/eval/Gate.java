package io.github.mistral4j.examples.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What an evaluation must reach. */
public final class Gate {

    private final Map<String, Double> least;

    /** @param least by the name of the {@link Metric} */
    public Gate(Map<String, Double> least) {
        for (String name : least.keySet()) {
            if (!Metric.isKnown(name)) {
                throw new IllegalArgumentException("There is no metric " + name + ". Known: " + Metric.NAMES
                        + " (K from 1 to " + RetrievalScores.DEEPEST + ").");
            }
        }
        this.least = least;
    }

    /** One line for each number that is too low or was not measured. */
    public List<String> complaints(Evaluation evaluation) {
        List<String> complaints = new ArrayList<>();
        least.forEach((name, needed) -> {
            OptionalDouble value = Metric.value(evaluation, name);
            if (value.isEmpty()) {
                complaints.add(name + " was not measured");
            } else if (value.getAsDouble() < needed) {
                complaints.add(String.format(Locale.ROOT, "%s is %.3f, not %.3f", name, value.getAsDouble(), needed));
            }
        });
        return complaints;
    }
}
